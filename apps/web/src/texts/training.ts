// The words that all lessons with training share: settings, progress, results, reports, files.
import type { AugmentationName } from '../training/augmentation.ts';
import type { DataName } from '../training/data-name.ts';
import type { RunStage } from '../training/messages.ts';
import { texts as pictures } from './pictures.ts';
import { bytes, count, duration, percent } from './quantities.ts';
import { texts as report } from './report.ts';

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
    limit: 'Train on (0: all)',
    augment: 'Change the images on their way in',
    notebook: 'As in the notebook',
  },
  run: {
    train: 'Train',
    again: 'Train again',
    pause: 'Pause',
    proceed: 'Resume',
    stop: 'Stop',
    retry: 'Try again',
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
    threads: 'Threads',
    sharing: (workers: number, sharedMemory: boolean, isolated: boolean) => {
      if (workers > 1) return sharedMemory ? 'on one shared memory' : 'each with its own copy';
      return isolated ? 'enough for a network this small' : 'this page may not share memory';
    },
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
    gone: 'The network of this run went with the page. Train again, and you can look into it and save it.',
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
    modelUnsaved: 'The model could not be saved',
    modelRefused: 'The model file was not read',
    saveChart: 'Save the curves as SVG',
    exportCode: 'As code',
  },
  curves: {
    training: 'training',
    validation: 'held-back images',
    epoch: 'epoch',
    present: 'this run',
    loss: 'Loss',
    accuracy: 'Accuracy',
    empty: 'Curves appear here once training begins.',
    describe: (what: string, lines: readonly string[]) => `${what} by epoch. ${lines.join('. ')}`,
    last: (name: string, value: string, epoch: number) => `${name}: ${value} after epoch ${epoch}`,
    newest: (name: string, value: string) => `${name}: ${value} now`,
  },
  report,
  pictures,
} as const;
