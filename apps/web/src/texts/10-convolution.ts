// Every word that lesson 10-convolution shows, apart from the prose in `lessons/10-convolution/lesson.md`.

export const texts = {
  soon: 'This lesson is being built',
  explanation: 'Its interactive part will stand here.',
} as const;
