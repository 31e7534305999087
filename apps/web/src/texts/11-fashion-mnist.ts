// Every word that lesson 11-fashion-mnist shows, apart from the prose in `lessons/11-fashion-mnist/lesson.md`.
import { count, percent, plural } from './quantities.ts';

export const texts = {
  models: 'Two models',
  model: 'Model',
  anotherModel: 'another network, from a link or an earlier run',
  inNotebook: (epochs: number, accuracy: number) =>
    `In the notebook, after ${plural(epochs, 'epoch')} on all 60,000 images: ${percent(accuracy)} of the test images right.`,
  augmentation: 'More out of the same images',
  augmentationHelp:
    'Each time an image is used it is changed in a way that leaves its class alone. Tick what may happen to it; below are twelve ways in which one and the same image would reach the network.',
  off: 'Off: the network sees the same image every time.',
  original: (name: string) => `The image itself: ${name}`,
  variant: (number: number) => `Changed image ${number}`,
  another: 'Another image',
  reference: 'As it is',
  train: 'Train it',
  quick: (images: number) =>
    `To begin with it learns from ${count(images)} images; “As in the notebook” takes all 60,000, and longer.`,
  compare:
    'Train once with changed images and once without, then tick both runs below: which training curve falls faster, and which is better on held-back images?',
} as const;
