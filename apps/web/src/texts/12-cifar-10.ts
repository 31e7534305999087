// Every word that lesson 12-cifar-10 shows, apart from the prose in `lessons/12-cifar-10/lesson.md`.

export const texts = {
  soon: 'This lesson is being built',
  explanation: 'Its interactive part will stand here.',
} as const;
