// Every word that lesson 10-convolution shows, apart from the prose in `lessons/10-convolution/lesson.md`.
import { count, fixed } from './quantities.ts';

const weight = (value: number) => fixed(value);

export const texts = {
  draw: 'What the kernel slides over',
  slide: 'A kernel slides',
  slideHelp:
    'Nine weights look at nine pixels. Their products together, and the bias, make one pixel of the feature map. Point at the map, or move over it with the arrow keys.',
  preset: 'Kernel',
  presets: {
    left: 'dark to bright, left to right',
    right: 'bright to dark, left to right',
    top: 'dark to bright, downwards',
    bottom: 'bright to dark, downwards',
    diagonal: 'a rising stroke',
    blur: 'blur',
    sharpen: 'sharpen',
    same: 'leave as it is',
    own: 'your own',
  },
  kernel: 'The nine weights',
  weight: (row: number, column: number) => `Weight in row ${row}, column ${column}`,
  bias: 'Bias',
  relu: 'relu: nothing below zero is handed on',
  play: 'Slide',
  pause: 'Pause',
  next: 'Next place',
  input: 'The image, 28 × 28',
  map: 'The feature map, 26 × 26',
  mapLabel: 'Place in the feature map',
  place: (row: number, column: number, value: number) => `row ${row}, column ${column}: ${weight(value)}`,
  arithmetic: 'The arithmetic of this place',
  product: (pixel: number, factor: number) => `${weight(pixel)} × ${weight(factor)}`,
  sum: (products: number, bias: number, value: number, relu: boolean) =>
    `Sum ${weight(products)} + bias ${weight(bias)} = ${weight(products + bias)}${relu ? `; after relu ${weight(value)}` : ''}`,
  summary: 'The network, as Keras prints it',
  maps: 'What the network makes of your drawing',
  mapsHelp:
    'Each picture is one feature map: bright where its kernel found what it looks for. What you draw above goes through the network that was trained last.',
  noNetwork: 'Train the network below, and its feature maps appear here.',
  layer: (type: string, shape: readonly number[]) => `${types[type] ?? type}: ${shape.join(' × ')}`,
  mapOf: (type: string, channel: number) => `${types[type] ?? type}, map ${channel + 1}`,
  all: (channels: number) => `Show all ${count(channels)}`,
  fewer: 'Show fewer',
  answer: 'Its answer',
  train: 'Train it',
  quick: (images: number) =>
    `A convolutional network has a hundred times the work of the simple one. To begin with it learns from ${count(images)} images; “As in the notebook” takes all of them, and longer.`,
} as const;

const types: Readonly<Record<string, string>> = {
  Conv2D: 'Convolution',
  MaxPooling2D: 'Max pooling',
  Dense: 'Dense',
};
