// The words of what several lessons draw: stepping, playing, scrubbing.

export const texts = {
  steps: 'Steps',
  first: 'To the start',
  back: 'Step back',
  next: 'Step on',
  last: 'To the end',
  play: 'Play',
  pause: 'Pause',
  operation: 'Operation',
  stepOf: (step: number, count: number) => `${step} of ${count}`,
} as const;
