// Words of the drawing board, which several lessons have.
import { fixed } from './quantities.ts';

export const texts = {
  board: 'Drawing board',
  boardHelp:
    'Draw with mouse, finger or pen. With keys: arrows move the pen, space sets it down and takes it up.',
  clear: 'Clear',
  undo: 'Undo',
  centred: 'What the network gets: 28 by 28 pixels',
  nothing: 'Draw something: what the network gets appears here.',
  centring: (box: { width: number; height: number }, mass: { x: number; y: number }) =>
    `As MNIST's makers did it: cut out, scaled to ${box.width} x ${box.height} so that it fits 20 x 20, and moved until its centre of mass (the cross, at ${fixed(mass.x, 1)}, ${fixed(mass.y, 1)}) is in the middle of 28 x 28.`,
} as const;
