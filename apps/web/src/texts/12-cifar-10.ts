// Every word that lesson 12-cifar-10 shows, apart from the prose in `lessons/12-cifar-10/lesson.md`.
import { count, fixed, percent } from './quantities.ts';

export const texts = {
  gallery: 'Photographs of 32 × 32 pixels',
  galleryHelp: 'Choose one: it is taken apart into its colours, and the network below is asked about it.',
  choose: (name: string, place: number) => `Image ${place}: ${name}`,
  another: 'Other images',
  channels: 'Three numbers for each pixel',
  whole: 'the image',
  red: 'red',
  green: 'green',
  blue: 'blue',
  channel: (name: string) => `How much ${name} each pixel has`,
  summary: 'The network, as Keras prints it',
  train: 'Train it',
  quick: (images: number) =>
    `To begin with it learns from ${count(images)} images, too few for a network of this size: watch the second curve. “As in the notebook” takes all 50,000 and 30 epochs, and hours.`,
  compare: 'Try fewer layers in “Your turn”, or changed images here, and lay the curves over each other.',
  fit: 'Learning, or learning by heart?',
  fitEarly: 'Too early to tell: over-fitting shows after some epochs.',
  fitGood: (epoch: number, loss: number) =>
    `The loss on held-back images is still falling: ${fixed(loss, 3)} after epoch ${epoch}, the lowest so far.`,
  fitBad: (best: number, lowest: number, last: number, now: number) =>
    `Lowest on held-back images after epoch ${best}, ${fixed(lowest, 3)}; since then it has risen to ${fixed(now, 3)} after epoch ${last}. Here it learns by heart.`,
  fitGap: (training: number, heldBack: number) =>
    `It gets ${percent(training, 1)} of the training images right, and ${percent(heldBack, 1)} of those that it does not train on.`,
  look: 'What did it look at?',
  lookHelp:
    'A grey square is laid over one place after the other. Orange: without this place the class is less probable, so here it had looked. Blue: without it the class is more probable.',
  noNetwork: 'Train the network above, and ask it here about the image that you chose.',
  side: 'Side of the square, in pixels',
  asked: 'Class',
  ownAnswer: 'the one it says',
  guess: (name: string, share: number, truth: string) =>
    `It says ${name}, with ${percent(share, 0)}. It is: ${truth}.`,
  mapLabel: (name: string) => `How much each place matters for ${name}`,
  most: (name: string, whole: number, drop: number) =>
    `${name}: ${percent(whole, 0)} with everything in sight; the most important place takes ${percent(drop, 0)} of it away.`,
} as const;
