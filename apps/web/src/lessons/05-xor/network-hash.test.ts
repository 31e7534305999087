import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { networkHash } from './network-hash.ts';

test('it is sha256 over the parameters, layer by layer, lowest byte first', async () => {
  const network = { layers: [{ weights: [[1, -2]], biases: [0.5], activation: 'tanh' }] } as const;
  const bytes = Buffer.alloc(24);
  for (const [i, value] of [1, -2, 0.5].entries()) bytes.writeDoubleLE(value, 8 * i);
  expect(await networkHash(network)).toBe(createHash('sha256').update(bytes).digest('hex').slice(0, 16));
});
