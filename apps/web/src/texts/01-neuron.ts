// Every word that lesson 01-neuron shows, apart from the prose in `lessons/01-neuron/lesson.md`.

export const texts = {
  soon: 'This lesson is being built',
  explanation: 'Its interactive part will stand here.',
} as const;
