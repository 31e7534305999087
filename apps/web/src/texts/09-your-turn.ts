// Every word that lesson 09-your-turn shows, apart from the prose in `lessons/09-your-turn/lesson.md`.

export const texts = {
  soon: 'This lesson is being built',
  explanation: 'Its interactive part will stand here.',
} as const;
