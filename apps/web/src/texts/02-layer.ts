// Every word that lesson 02-layer shows, apart from the prose in `lessons/02-layer/lesson.md`.

export const texts = {
  soon: 'This lesson is being built',
  explanation: 'Its interactive part will stand here.',
} as const;
