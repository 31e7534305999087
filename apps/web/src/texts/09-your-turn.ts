// Every word that lesson 09-your-turn shows, apart from the prose in `lessons/09-your-turn/lesson.md`.
import type { EditableLayer } from '../training/network/architecture.ts';
import { percent, plural } from './quantities.ts';

const kinds: Readonly<Record<EditableLayer['kind'], string>> = {
  conv2d: 'Convolution 3\u00a0×\u00a03',
  maxPooling2d: 'Max pooling 2\u00a0×\u00a02',
  dropout: 'Dropout',
  hidden: 'Dense layer',
};

export const texts = {
  kinds,
  editor: 'Your network',
  editorHelp:
    'From the image at the top to the classes at the bottom. What it costs stands below, before you train it.',
  preset: 'Begin with',
  ownNetwork: 'your own',
  input: (shape: readonly number[]) => `Image, ${shape.join(' × ')}`,
  output: (classes: number) => `Dense layer, ${plural(classes, 'unit')}, softmax`,
  layers: 'Layers',
  units: 'Units',
  activation: 'Activation',
  filters: 'Filters',
  padding: 'Edges',
  paddings: { valid: 'shrink (valid)', same: 'keep the size (same)' },
  dropped: 'Dropped, %',
  up: (layer: string, place: number) => `Move layer ${place} up: ${layer}`,
  down: (layer: string, place: number) => `Move layer ${place} down: ${layer}`,
  remove: (layer: string, place: number) => `Remove layer ${place}: ${layer}`,
  add: {
    hidden: 'Add dense layer',
    conv2d: 'Add convolution',
    maxPooling2d: 'Add pooling',
    dropout: 'Add dropout',
  },
  full: (most: number) => `That is the limit here: ${plural(most, 'layer')}.`,
  table: 'Shapes, parameters, multiply-adds',
  train: 'Train it',
  tasks: 'Tasks',
  tasksHelp: 'Each is ticked by itself when your finished runs show it.',
  solved: (done: number, all: number) => `${done} of ${all} done.`,
  done: 'done',
  open: 'open',
  hint: 'A hint',
  task: {
    half: {
      title: 'Half the units, and half again',
      goal: 'Train one hidden layer of 32 units or fewer to 90 % or more on the test images.',
      hint: 'Set the units of the dense layer to 32, or 16, and leave the rest as it is. How little is enough?',
      found: (accuracy: number, units: number) => `${percent(accuracy)} with ${plural(units, 'unit')}.`,
    },
    linear: {
      title: 'A second linear layer',
      goal: 'Train one hidden layer with the activation linear, then two of them, everything else the same.',
      hint: 'A line of a line is a line: two matrices one after the other are one matrix.',
      found: (one: number, two: number) => `One: ${percent(one)}. Two: ${percent(two)}.`,
    },
    deep: {
      title: 'Sigmoid, four layers deep',
      goal: 'Train four hidden layers of sigmoid, and the same with relu. Compare their first epochs.',
      hint: 'The slope of sigmoid is never above a quarter, and four of them are multiplied on the way back. Use the same units and epochs for both.',
      found: (sigmoid: number, relu: number) =>
        `After the first epoch: sigmoid ${percent(sigmoid)}, relu ${percent(relu)}.`,
    },
    seeds: {
      title: 'How large is luck?',
      goal: 'Train the same network with three seeds.',
      hint: 'Change the seed alone. A gain that is smaller than the spread you see is no gain.',
      found: (spread: number) => `From the worst to the best: ${percent(spread)}.`,
    },
    small: {
      title: 'Small and good',
      goal: 'Reach more than the simple model got in the notebook, 96.75 %, with fewer than 30,000 parameters.',
      hint: 'A convolution shares its weights: two convolutions of 8 to 16 filters with poolings between them, and a small dense layer, or none.',
      found: (accuracy: number, parameters: string) => `${percent(accuracy)} with ${parameters} parameters.`,
    },
  },
} as const;
