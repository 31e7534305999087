// Every word that lesson 07-simple-model shows, apart from the prose in `lessons/07-simple-model/lesson.md`.

export const texts = {
  soon: 'This lesson is being built',
  explanation: 'Its interactive part will stand here.',
} as const;
