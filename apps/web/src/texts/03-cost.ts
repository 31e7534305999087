// Every word that lesson 03-cost shows, apart from the prose in `lessons/03-cost/lesson.md`.

export const texts = {
  soon: 'This lesson is being built',
  explanation: 'Its interactive part will stand here.',
} as const;
