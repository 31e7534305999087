// Every word that lesson 07-simple-model shows, apart from the prose in `lessons/07-simple-model/lesson.md`.

export const texts = {
  summary: 'The network, as Keras prints it',
  train: 'Train it',
  settings: 'Settings',
  runs: 'Runs so far',
} as const;
