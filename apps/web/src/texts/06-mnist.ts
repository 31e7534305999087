// Every word that lesson 06-mnist shows, apart from the prose in `lessons/06-mnist/lesson.md`.
import { texts as training } from './training.ts';

export const texts = {
  data: 'Images',
  gallery: 'Fifteen of them, at random',
  another: 'Fifteen others',
  classOnly: 'Show',
  allClasses: 'all classes',
  numbers: 'One image as numbers',
  numbersHelp:
    'Move over the image, or use the arrow keys: each of its pixels is a number from 0 to 255, and nothing else.',
  pixel: (x: number, y: number, value: readonly number[]) =>
    `row ${y + 1}, column ${x + 1}: ${value.join(', ')}`,
  pixelsOf: (name: string) => `The pixels of this ${name}`,
  grid: 'The numbers around it',
  gridLabel: 'Pixels as numbers, from 0 to 255',
  balance: 'Class balance',
  balanceHelp:
    'How many images each class has. A class that is rare is learned badly, and an accuracy hides it.',
  balanceLabel: (names: readonly string[], counts: readonly number[]) =>
    `Training images of each class: ${names.map((name, i) => `${name}: ${training.count(counts[i])}`).join(', ')}`,
  means: 'Mean images',
  meansHelp:
    'All images of a class laid over each other. What is sharp is what they have in common; the blur is why one template for each digit is not enough.',
  meanOf: (name: string) => `Mean image of ${name}`,
  counts: (train: number, test: number) =>
    `${training.count(train)} training images, ${training.count(test)} test images.`,
  trainSplit: 'training images',
  testSplit: 'test images',
  split: 'From',
  licence: (text: string) => `Licence: ${text}`,
  choose: (name: string) => `Look into this image of ${name}`,
} as const;
