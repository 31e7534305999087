// Every word that lesson 08-draw shows, apart from the prose in `lessons/08-draw/lesson.md`.
import { count, fixed, percent, plural } from './quantities.ts';

const list = new Intl.ListFormat('en');

export const texts = {
  title: 'Your digit',
  reads: 'What the network reads',
  noNetwork: 'There is no network here yet that could read it. Train one: it takes seconds.',
  noDrawing: 'Draw a digit, and see here what the network takes it for.',
  answer: (name: string, share: number) => `${name}, with ${percent(share, 0)}`,
  network: 'The network that reads it',
  comesFrom: (lesson: string) => `Trained in “${lesson}”.`,
  opened: 'Opened from a file.',
  trainedFor: (epochs: number, isOpened: boolean) =>
    `${plural(epochs, 'epoch')} ${isOpened ? 'since then' : 'so far'}.`,
  scored: (accuracy: number) => `${percent(accuracy)} of the test images right.`,
  settings: 'Settings and curves',
  units: 'What each hidden unit sees',
  unitsHelp:
    'Its weights, laid out as an image: ink on orange speaks for the unit, ink on blue against it. The bar below is how strongly it answers to your drawing. Choose one to see how.',
  unitsConvolution:
    'The first layer of this network is a convolution: lesson 10 shows what its kernels see. Train mnist-basic here to see units.',
  unitButton: (unit: number, value: number | undefined) =>
    value === undefined ? `Unit ${unit}` : `Unit ${unit}, answers ${fixed(value)}`,
  unit: (unit: number) => `Unit ${unit}`,
  weights: 'its weights',
  products: 'weight times ink, pixel by pixel',
  sum: (sum: number, bias: number, activation: number) =>
    `All products together ${fixed(sum)}, bias ${fixed(bias)}: z = ${fixed(sum + bias)}; it hands on ${fixed(activation)}.`,
  speaks: (forThese: readonly string[], againstThese: readonly string[]) =>
    `When it answers, it speaks most for ${list.format(forThese)}, and most against ${list.format(againstThese)}.`,
  teach: 'Teach it your hand',
  teachHelp:
    'Draw, then say which digit it is. Drawings join the training images, and training goes on from here.',
  thisIs: 'What is this digit?',
  add: (name: string) => `Add it as ${name}`,
  nothingToAdd: 'Draw something first.',
  mine: 'Your drawings',
  drawn: (name: string, guess: string | undefined) =>
    guess === undefined ? `your ${name}` : `your ${name}, read as ${guess}`,
  caption: (name: string, guess: string | undefined) =>
    guess === undefined ? name : guess === name ? `${name} ✓` : `${name}, read as ${guess}`,
  remove: (name: string) => `Remove this ${name}`,
  copies: 'How often each drawing is shown in an epoch',
  further: 'Further epochs',
  trainOn: 'Train on with these',
  needsNetwork: 'First there must be a network to go on from: train one above.',
  score: (right: number, all: number) =>
    `${count(right)} of your ${plural(all, 'drawing')} ${right === 1 ? 'is' : 'are'} read right.`,
  before: (right: number, all: number, accuracy: number | undefined) =>
    `Before: ${right} of ${all}${accuracy === undefined ? '' : `, and ${percent(accuracy)} of the test images`}.`,
  after: (accuracy: number) => `Test images now: ${percent(accuracy)}.`,
  kept: 'Your drawings are kept in this tab until you leave the page, and are not part of a link.',
} as const;
