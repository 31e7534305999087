// Words of what a network gets right and wrong on the test images.
import { count, fixed, percent } from './quantities.ts';

export const texts = {
  title: 'What it gets right, and what not',
  working: 'Testing the network',
  failed: 'The report could not be made',
  reality: (wrong: number, images: number) =>
    `${percent(1 - wrong / images)} right means: ${count(wrong)} of ${count(images)} images are wrong, ${fixed((100 * wrong) / images, 1)} in every 100.`,
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
} as const;
