// Words of the list of finished runs.

export const texts = {
  title: 'Runs so far',
  help: 'Tick runs to lay their curves over each other.',
  empty: 'Finished runs gather here.',
  region: 'Finished runs',
  show: (name: string) => `Show ${name}`,
  run: 'Run',
  network: 'Network',
  data: 'Images',
  parameters: 'Parameters',
  seed: 'Seed',
  epochs: 'Epochs',
  accuracy: 'Test accuracy',
  loss: 'Test loss',
  time: 'Time',
  hash: 'Weights',
  settings: 'Settings',
  forget: 'Forget all',
  forgetQuestion: (count: number) => `Forget ${count === 1 ? 'this run' : `these ${count} runs`}?`,
  forgetWhat:
    'This deletes the curves, the results and the kept networks in this browser, in every tab, and unticks the tasks that only these runs have solved. It cannot be undone.',
  forgetNot: 'Cancel',
  forgetReally: (count: number) => `Forget ${count === 1 ? 'it' : `all ${count}`}`,
  epochsOf: (epochs: number, before: number) =>
    before > 0 ? `${epochs} (${before + epochs} in all)` : String(epochs),
  load: 'Use them',
  loadLabel: (name: string) => `Use them: the settings of ${name}`,
  name: (number: number) => `run ${number}`,
  changes: (augmentations: number) => (augmentations > 0 ? ', changed images' : ''),
} as const;
