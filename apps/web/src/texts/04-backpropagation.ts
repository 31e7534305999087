// Every word that lesson 04-backpropagation shows, apart from the prose in `lessons/04-backpropagation/lesson.md`.

export const texts = {
  soon: 'This lesson is being built',
  explanation: 'Its interactive part will stand here.',
} as const;
