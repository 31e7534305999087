import { createHash } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { weightsSha256 } from '../tape/model-functions.ts';
import { prepareBackend } from '../tape/prepare-backend.ts';
import { denseModel } from '../testing/stripe-models.ts';

beforeAll(prepareBackend);

test('hashes the little-endian float32 bytes of all weights in order', async () => {
  const model = denseModel();
  const hash = createHash('sha256');
  for (const weight of model.getWeights()) {
    for (const value of weight.dataSync()) {
      const bytes = Buffer.alloc(4);
      bytes.writeFloatLE(value);
      hash.update(bytes);
    }
  }
  expect(await weightsSha256(model)).toBe(hash.digest('hex'));
  model.dispose();
});
