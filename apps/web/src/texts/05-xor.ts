// Every word that lesson 05-xor shows, apart from the prose in `lessons/05-xor/lesson.md`.

export const texts = {
  soon: 'This lesson is being built',
  explanation: 'Its interactive part will stand here.',
} as const;
