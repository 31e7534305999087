// The words of what several lessons draw: stepping, playing, scrubbing.
import { count } from './quantities.ts';

export const texts = {
  steps: 'Steps',
  first: 'To the start',
  back: 'Step back',
  next: 'Step on',
  last: 'To the end',
  play: 'Play',
  pause: 'Pause',
  operation: 'Operation',
  stepOf: (step: number, steps: number) =>
    `${count(step)} of ${count(steps)}${step === steps ? ', the end' : ''}`,
} as const;
