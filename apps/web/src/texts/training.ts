// The words that all lessons with training share: settings, progress, results, reports, files.
import type { AugmentationName } from '../training/augmentation.ts';
import type { DataName } from '../training/data-name.ts';
import type { RunStage } from '../training/messages.ts';

const whole = new Intl.NumberFormat('en');
const count = (value: number) => whole.format(Math.round(value));
const percent = (share: number, digits = 2) => `${(100 * share).toFixed(digits)} %`;
const bytes = (value: number) =>
  value < 1e6
    ? `${(value / 1e3).toFixed(0)} kB`
    : value < 1e9
      ? `${(value / 1e6).toFixed(1)} MB`
      : `${(value / 1e9).toFixed(2)} GB`;

function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return '–';
  if (seconds < 1) return 'under a second';
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}

const dataNames: Readonly<Record<DataName, string>> = {
  mnist: 'MNIST',
  'fashion-mnist': 'Fashion-MNIST',
  'cifar-10': 'CIFAR-10',
  synthetic: 'Synthetic digits',
  'synthetic-colour': 'Synthetic digits in colour',
  own: 'Your own images',
};

const stages: Readonly<Record<RunStage, string>> = {
  loading: 'Getting the images',
  building: 'Building the network',
  training: 'Training',
  testing: 'Testing on images that it has never seen',
};

const augmentations: Readonly<Record<AugmentationName, string>> = {
  flip: 'flip left and right',
  shift: 'shift by up to a tenth',
  rotate: 'turn by up to 10°',
  zoom: 'zoom by up to a tenth',
  cutout: 'cut out a square',
};

export const texts = {
  count,
  percent,
  bytes,
  duration,
  dataNames,
  augmentations,
  verified: {
    official: 'Every file has the official checksum.',
    mirror: 'Checked against the mirror that it came from, not against the official files.',
    synthetic: 'Drawn in this page; no download.',
    own: 'Your images never leave this page.',
  },
  data: {
    choose: 'Images',
    loading: (name: string) => `Getting ${name}`,
    loaded: (done: number, total: number | undefined) =>
      total ? `${bytes(done)} of ${bytes(total)}` : bytes(done),
    missing: (name: string) => `${name} is not to be had`,
    useInstead: (name: string) => `Use: ${name}`,
    retry: 'Try again',
  },
  settings: {
    title: 'Settings',
    epochs: 'Epochs',
    batch: 'Batch size',
    seed: 'Seed',
    rate: 'Learning rate',
    limit: 'Training images (0: all)',
    augment: 'Change the images on their way in',
    notebook: 'As in the notebook',
  },
  run: {
    train: 'Train',
    again: 'Train again',
    pause: 'Pause',
    proceed: 'Go on',
    stop: 'Stop',
    retry: 'Start again',
    progress: 'Training',
    epochOf: (epoch: number, epochs: number) => `epoch ${epoch} of ${epochs}`,
    stepOf: (step: number, steps: number) => `step ${step} of ${steps}`,
    paused: 'Paused. Everything is kept: reload, and go on.',
    stage: (stage: RunStage) => stages[stage],
    busy: 'A network is being trained in another lesson.',
    stopOther: 'Stop that one',
    failed: 'The training ended early',
    lost: 'The training crashed',
    speed: 'Images per second',
    timeLeft: 'Time left',
    loss: 'Loss',
    accuracy: 'Accuracy',
    valAccuracy: 'On held-back images',
    announce: (epoch: number, epochs: number, accuracy: number) =>
      `Epoch ${epoch} of ${epochs} done, accuracy ${percent(accuracy)}`,
    validationNote:
      'As in the notebooks, the second curve is measured on test images (2,000 of them); the result below on all.',
  },
  result: {
    title: 'Result',
    take: 'Take it with you',
    stoppedEarly: 'Stopped early: these are the weights of that moment.',
    testLoss: 'Test loss',
    testAccuracy: 'Test accuracy',
    inNotebook: (value: string) => `${value} in the notebook`,
    otherData: 'not comparable with the notebook: other images',
    time: 'Training time',
    perSample: (microseconds: number) => `${microseconds.toFixed(1)} µs per image`,
    hash: 'SHA-256 of the trained weights',
    hashWhy: 'The same link gives the same weights, bit for bit, on any machine: compare this number.',
    hashPrivate:
      'Your own images or drawings went into these weights, so the link alone does not reproduce them.',
    noHash: 'Browsers compute checksums only on pages that come over https.',
    command: 'The same in a terminal',
    copy: 'Copy',
    saveModel: 'Save the model',
    openModel: 'Open a model file',
    modelOpened: (parameters: number) => `The model was read: ${count(parameters)} parameters.`,
    modelRefused: 'The model file was not read',
    saveChart: 'Save the curves as SVG',
    exportCode: 'As code',
  },
  curves: {
    training: 'training',
    validation: 'held-back images',
    epoch: 'epoch',
    loss: 'Loss',
    accuracy: 'Accuracy',
    empty: 'Curves appear here once training begins.',
    describe: (what: string, lines: readonly string[]) => `${what} by epoch. ${lines.join('. ')}`,
    last: (name: string, value: string, epoch: number) => `${name}: ${value} after epoch ${epoch}`,
    newest: (name: string, value: string) => `${name}: ${value} now`,
  },
  report: {
    title: 'What it gets right, and what not',
    working: 'Testing the network',
    failed: 'The report could not be made',
    reality: (wrong: number, images: number) =>
      `${percent(1 - wrong / images)} right means: ${count(wrong)} of ${count(images)} images are wrong, ${((100 * wrong) / images).toFixed(1)} in every 100.`,
    tabs: {
      matrix: 'Confusion matrix',
      report: 'Classification report',
      grid: 'Predictions',
      worst: 'Worst mistakes',
    },
    matrixHelp:
      'Rows are what the image shows, columns what the network said. Choose a cell to see its images.',
    matrixLabel: 'Confusion matrix: choose a cell to see its images',
    truth: 'truth',
    prediction: 'prediction',
    cell: (truth: string, predicted: string, images: number) =>
      `${truth} taken for ${predicted}: ${count(images)}`,
    cellTitle: (truth: string, predicted: string, images: number) =>
      truth === predicted
        ? `${truth}, recognised: ${count(images)}`
        : `${truth}, taken for ${predicted}: ${count(images)}`,
    noImages: 'No image was taken for that.',
    more: 'Other images',
    worstHelp: 'Wrong, and sure of it: the images that the network was most certain about.',
    guess: (name: string, share: number, truth: string) => `${name} ${percent(share, 0)} (${truth})`,
    guessLabel: (name: string, share: number, truth: string) =>
      `Taken for ${name} with ${percent(share, 0)}; it is ${truth}`,
    right: 'right',
    wrong: 'wrong',
    bars: (names: readonly string[], shares: readonly number[]) =>
      names.map((name, i) => `${name} ${percent(shares[i], 0)}`).join(', '),
  },
  runs: {
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
  },
  pictures: {
    choose: 'Add images',
    folder: 'Choose a folder',
    drop: 'Drop a folder of images here: one folder inside it for each class.',
    explain: 'Nothing is uploaded. Each image becomes as small as those of the data set.',
    reading: (done: number, all: number) => `${count(done)} of ${count(all)} read`,
    taken: (images: number, classes: number) => `${count(images)} images in ${count(classes)} classes.`,
    refused: (files: number) => `${count(files)} ${files === 1 ? 'file was' : 'files were'} left out`,
    andMore: (files: number) => `and ${count(files)} more`,
    asLargeAs: (size: string) => `Made into images of ${size}`,
    shape: 'Size',
    grey: '28 x 28, grey',
    colour: '32 x 32, colour',
    nothing:
      'There is no image in what was chosen. Choose a folder that holds one folder of images for each class.',
    tooMany: (most: number) => `More than ${count(most)} images: the others were left out.`,
    failed: 'These images cannot be used',
  },
} as const;
