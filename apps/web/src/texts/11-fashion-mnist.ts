// Every word that lesson 11-fashion-mnist shows, apart from the prose in `lessons/11-fashion-mnist/lesson.md`.

export const texts = {
  soon: 'This lesson is being built',
  explanation: 'Its interactive part will stand here.',
} as const;
