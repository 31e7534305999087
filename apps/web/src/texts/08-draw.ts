// Every word that lesson 08-draw shows, apart from the prose in `lessons/08-draw/lesson.md`.

export const texts = {
  soon: 'This lesson is being built',
  explanation: 'Its interactive part will stand here.',
} as const;
