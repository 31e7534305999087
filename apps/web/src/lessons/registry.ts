// The twelve lessons in the presentation's order. Where their texts are: `../texts`; their prose, start and solution:
// the folder of the same name in `lessons/` at the repository's root.
import type { Component } from 'svelte';

/** A lesson as the navigation knows it, before anything of it is loaded. */
export interface LessonEntry {
  /** Its name in the URL: `#/xor`. Never changes. */
  readonly id: string;
  /** From 1, as people say it. */
  readonly number: number;
  /** The folder's name here, in `../texts` and in `lessons/`: `05-xor`. */
  readonly folder: string;
  readonly title: string;
  /** One line for the overview: what one does in it. */
  readonly summary: string;
  /** Loads the lesson's component. */
  readonly load: () => Promise<{ default: Component }>;
}

/** All lessons, by number. */
export const lessons: readonly LessonEntry[] = [
  {
    id: 'neuron',
    number: 1,
    folder: '01-neuron',
    title: 'A neuron',
    summary: 'Two inputs, two weights, a bias: drag them, and watch the sum and the activation move.',
    load: () => import('./01-neuron/Lesson.svelte'),
  },
  {
    id: 'layer',
    number: 2,
    folder: '02-layer',
    title: 'A layer, forwards',
    summary: 'A small network with every value in sight, one operation at a time.',
    load: () => import('./02-layer/Lesson.svelte'),
  },
  {
    id: 'cost',
    number: 3,
    folder: '03-cost',
    title: 'The cost',
    summary: 'Squared error against cross-entropy, and the surface that one rolls down.',
    load: () => import('./03-cost/Lesson.svelte'),
  },
  {
    id: 'backpropagation',
    number: 4,
    folder: '04-backpropagation',
    title: 'Backpropagation',
    summary: 'XOR, one step at a time, forwards and backwards, each formula with its numbers.',
    load: () => import('./04-backpropagation/Lesson.svelte'),
  },
  {
    id: 'xor',
    number: 5,
    folder: '05-xor',
    title: 'XOR playground',
    summary: 'Layers, units, optimizers and your own points: see the decision surface form.',
    load: () => import('./05-xor/Lesson.svelte'),
  },
  {
    id: 'mnist',
    number: 6,
    folder: '06-mnist',
    title: 'MNIST',
    summary: 'Seventy thousand handwritten digits: look at them before you train on them.',
    load: () => import('./06-mnist/Lesson.svelte'),
  },
  {
    id: 'simple-model',
    number: 7,
    folder: '07-simple-model',
    title: 'A simple model',
    summary: 'Train the first network on MNIST, and look hard at what it gets wrong.',
    load: () => import('./07-simple-model/Lesson.svelte'),
  },
  {
    id: 'draw',
    number: 8,
    folder: '08-draw',
    title: 'Draw a digit',
    summary: 'Your own handwriting, recognised while you draw, and taught when it is not.',
    load: () => import('./08-draw/Lesson.svelte'),
  },
  {
    id: 'your-turn',
    number: 9,
    folder: '09-your-turn',
    title: 'Your turn',
    summary: 'Build your own architecture, know its price, train it, and compare.',
    load: () => import('./09-your-turn/Lesson.svelte'),
  },
  {
    id: 'convolution',
    number: 10,
    folder: '10-convolution',
    title: 'Convolution',
    summary: 'A kernel slides over your drawing, with the arithmetic shown.',
    load: () => import('./10-convolution/Lesson.svelte'),
  },
  {
    id: 'fashion-mnist',
    number: 11,
    folder: '11-fashion-mnist',
    title: 'Fashion-MNIST',
    summary: 'Shirts, shoes and bags: a harder set, and images that are bent to teach more.',
    load: () => import('./11-fashion-mnist/Lesson.svelte'),
  },
  {
    id: 'cifar-10',
    number: 12,
    folder: '12-cifar-10',
    title: 'CIFAR-10',
    summary: 'Colour at last, over-fitting in plain sight, and what the network looked at.',
    load: () => import('./12-cifar-10/Lesson.svelte'),
  },
];

/** The lesson of that id; `undefined` where there is none. */
export function findLesson(id: string): LessonEntry | undefined {
  return lessons.find((lesson) => lesson.id === id);
}
