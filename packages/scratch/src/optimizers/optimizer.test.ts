// Every optimizer: one contract. Golden numbers of each are beside its own file.

import { describe, expect, test } from 'vitest';
import { adam } from './adam.ts';
import { gradientDescent } from './gradient-descent.ts';
import { momentum } from './momentum.ts';

const makers = { gradientDescent, momentum, adam };

describe.each(Object.entries(makers))('%s', (_, make) => {
  test('changes none of its arguments, and the state survives JSON', () => {
    const optimizer = make({ learningRate: 0.1 });
    const first = { parameters: [1, -2], gradients: [0.5, 3], state: optimizer.start(2) };
    const copy = structuredClone(first);
    const next = optimizer.update(first);
    expect(first).toEqual(copy);
    expect(next.state.step).toBe(1);
    expect(JSON.parse(JSON.stringify(next.state))).toEqual(next.state);
    expect(optimizer.update(first)).toEqual(next);
  });

  test('finds the bottom of a bowl', () => {
    const optimizer = make({ learningRate: 0.05 });
    let parameters = [3, -4];
    let state = optimizer.start(2);
    for (let i = 0; i < 1000; i++) {
      const gradients = [2 * (parameters[0] - 1), 6 * (parameters[1] + 2)];
      ({ parameters, state } = optimizer.update({ parameters, gradients, state }));
    }
    expect(Math.abs(parameters[0] - 1)).toBeLessThan(1e-6);
    expect(Math.abs(parameters[1] + 2)).toBeLessThan(1e-6);
  });

  test.each([0, -1, Number.NaN, Infinity])('refuses the learning rate %d', (learningRate) => {
    expect(() => make({ learningRate })).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
  });
});
