// Every word that lesson 06-mnist shows, apart from the prose in `lessons/06-mnist/lesson.md`.

export const texts = {
  soon: 'This lesson is being built',
  explanation: 'Its interactive part will stand here.',
} as const;
