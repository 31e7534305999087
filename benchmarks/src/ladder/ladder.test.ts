// Every rung gives the ground's numbers; and a rung that does not is found.
import { beforeAll, describe, expect, test } from 'vitest';
import { type AssemblyModule, assemblyModule } from '../assembly-module.ts';
import { convolutionLadder } from './convolution-ladder.ts';
import { naiveConvolution, naiveProduct } from './naive.ts';
import { productLadder } from './product-ladder.ts';
import { checkLadder, type Ladder } from './rung.ts';
import { prepareShipped } from './shipped.ts';

let module: AssemblyModule;

beforeAll(async () => {
  module = await assemblyModule();
  await prepareShipped();
});

test('the ground: a product and a convolution worked out by hand', () => {
  const [a, b] = [Float32Array.of(1, 2, 3, 4, 5, 6), Float32Array.of(1, 0, 0, 1, 1, 1)];
  expect([...naiveProduct({ m: 2, n: 2, k: 3 }, a, b)]).toEqual([4, 5, 10, 11]);
  const image = Float32Array.from({ length: 16 }, (_, i) => i);
  const cross = Float32Array.of(0, 1, 0, 1, 0, 1, 0, 1, 0);
  const layer = { count: 1, size: 4, channels: 1, filters: 1 };
  expect([...naiveConvolution(layer, image, cross)]).toEqual([20, 24, 36, 40]);
});

describe('every rung agrees with the ground', () => {
  // More steps than one block of the packed product takes, and more columns than one of the blocked.
  test.each([
    { m: 4, n: 8, k: 1 },
    { m: 68, n: 24, k: 400 },
    { m: 8, n: 520, k: 70 },
  ])('$m x $k x $n', (size) => {
    checkLadder(productLadder(module, size));
  });

  test.each([
    { count: 1, size: 4, channels: 4, filters: 8 },
    { count: 2, size: 16, channels: 16, filters: 24 },
  ])('$count images $size x $size, $channels to $filters', (layer) => {
    checkLadder(convolutionLadder(module, layer));
  });
});

test('a rung with a wrong number is named', () => {
  const rung = (name: string, value: number) => ({
    name,
    run: () => undefined,
    result: () => Float32Array.of(1, value),
  });
  const ladder: Ladder = { subject: 'Sums', operations: 1, rungs: [rung('ground', 2), rung('top', 2.001)] };
  expect(() => checkLadder(ladder)).toThrow(/Sums: top differs by 0.00\d+ from ground, allowed 0.0002/);
  expect(() => checkLadder(ladder, 1e-3)).not.toThrow();
});
