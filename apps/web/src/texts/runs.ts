// Words of the list of finished runs.

export const texts = {
  title: 'Runs so far',
  help: 'Tick runs to lay their curves over each other.',
  empty: 'Finished runs gather here.',
  show: (name: string) => `Show ${name}`,
  network: 'Network',
  data: 'Images',
  parameters: 'Parameters',
  seed: 'Seed',
  epochs: 'Epochs',
  accuracy: 'Test accuracy',
  loss: 'Test loss',
  time: 'Time',
  hash: 'Weights',
  forget: 'Forget all',
  load: 'Use its settings',
  name: (number: number) => `run ${number}`,
} as const;
