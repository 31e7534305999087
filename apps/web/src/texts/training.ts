// The words that all lessons with training share: settings, progress, results, reports, files.

import type { TrainingConfiguration } from '../training/configuration.ts';
import type { AugmentationName } from '../training/data/augmentation.ts';
import type { DataName } from '../training/data/data-name.ts';
import type { RunStage } from '../training/messages.ts';
import { texts as packages } from './packages.ts';
import { texts as pictures } from './pictures.ts';
import { bytes, count, duration, fixed, percent } from './quantities.ts';
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

const arithmetics: Readonly<Record<TrainingConfiguration['arithmetic'], string>> = {
  deterministic: 'standard',
  fused: 'fused',
};

const settingNames: Readonly<Record<keyof TrainingConfiguration, string>> = {
  data: 'Images',
  network: 'Network',
  epochs: 'Epochs',
  batch: 'Batch size',
  rate: 'Learning rate',
  seed: 'Seed',
  limit: 'Training images',
  augment: 'Changes of the images',
  arithmetic: 'Arithmetic',
};

export const texts = {
  count,
  percent,
  bytes,
  duration,
  dataNames,
  augmentations,
  arithmetics,
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
    ownMissing: 'Your own images: choose them below',
    ownAssumed: 'Until then the network is shown as if for two classes of small grey images.',
    ownClasses: ['first class', 'second class'],
  },
  settings: {
    title: 'Settings',
    epochs: 'Epochs',
    batch: 'Batch size',
    seed: 'Seed',
    rate: 'Learning rate',
    limit: 'Train on (0: all)',
    augment: 'Change the images on their way in',
    arithmetic: 'Arithmetic',
    fusedNote:
      'A product and the sum it is added to are rounded once instead of twice. That is quicker and changes the last digits, in the same way in every browser that can do it. Chrome and Edge can on nearly all processors; where a browser cannot, training does not start.',
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
    validationNote: (images: number | undefined, all: number | undefined) => {
      if (images === undefined)
        return 'The second curve is measured on test images, 2,000 at most; the result below on all.';
      if (images === all)
        return `The second curve is measured on all ${count(images)} test images, and so is the result below.`;
      return `As in the notebooks, the second curve is measured on test images (${count(images)} of them); the result below on all.`;
    },
  },
  otherSettings: {
    title: 'The curves and results below come from a run with other settings',
    difference: (name: keyof TrainingConfiguration, was: string, now: string) =>
      `${settingNames[name]}: ${was} in that run, ${now} now.`,
    brief: (names: readonly string[]) =>
      `The settings of the page have changed since this run: ${names.join(' ')}`,
    ownImages: 'Your own images: you have chosen different ones since.',
    limit: (images: number) => (images === 0 ? 'all' : count(images)),
    changes: (names: readonly string[]) => (names.length === 0 ? 'none' : names.join(', ')),
    takeBack: 'Restore the settings of that run',
  },
  result: {
    title: 'Result',
    take: 'Take it with you',
    stoppedEarly: 'Stopped early: these are the weights of that moment.',
    gone: 'The network of this run is not kept any more. Train again, and you can look into it and save it.',
    testLoss: 'Test loss',
    testAccuracy: 'Test accuracy',
    inNotebook: (value: string) => `${value} in the notebook`,
    otherData: 'not comparable with the notebook: other images',
    time: 'Training time',
    perSample: (microseconds: number) => `${fixed(microseconds, 1)} µs per image`,
    hash: 'SHA-256 of the trained weights',
    hashWhy:
      'The link of this run gives the same weights, bit for bit, on any machine: open it there, train, and compare this number.',
    runLink: 'Copy the link of this run',
    notKept:
      'This network is too large to be kept in the browser, or there is no room: it is gone when you leave the page. Save the model if you want to keep it.',
    hashFused:
      'The link of this run gives the same weights, bit for bit, wherever the fused arithmetic is available: open it there, train, and compare this number.',
    hashPrivate:
      'Your own images or drawings went into these weights, so the link alone does not reproduce them.',
    noHash: 'Browsers compute checksums only on pages that come over https.',
    command: `The same in a terminal. ${packages.program}`,
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
