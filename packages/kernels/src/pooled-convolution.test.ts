// A convolution that takes the gradient of the max pooling behind it, against the two, one after the other: bit for bit.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { activationCode } from './plan/activation.ts';
import { uniform } from './testing/plan-case.ts';
import { instantiate } from './wasm-module.ts';

const RELU = activationCode('relu');
const memory = new WebAssembly.Memory({ initial: 200 });
const kernels = instantiate(memory, 'deterministic');

interface Case {
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly channels: readonly [number, number];
  readonly isSame: boolean;
  readonly accumulate: boolean;
}

/** Places one after the other in the memory. */
function createPlaces() {
  let next = 1024;
  const take = (bytes: number) => {
    const at = next;
    next += Math.ceil(bytes / 64) * 64;
    return at;
  };
  return {
    record: (values: readonly number[]) => {
      const at = take(values.length * 4);
      new Int32Array(memory.buffer, at).set(values);
      return at;
    },
    floats: (count: number, value: (index: number) => number = () => 7) => {
      const at = take(count * 4);
      const view = new Float32Array(memory.buffer, at, count);
      for (let i = 0; i < count; i++) view[i] = value(i);
      return { at, view };
    },
    scratch: take,
  };
}

function gradients({ batch, height, width, channels: [from, to], isSame, accumulate }: Case) {
  const { record, floats, scratch } = createPlaces();
  const pad = isSame ? 1 : 0;
  const [outHeight, outWidth] = [height - 2 + 2 * pad, width - 2 + 2 * pad];
  const out = [outHeight, outWidth, to];
  const shape = record([batch, height, width, from, ...out, 3, 3, 1, 1, 1, 1, pad, pad]);
  const [half, halfWidth] = [outHeight >> 1, outWidth >> 1];
  const pooling = record([batch, ...out, half, halfWidth, to, 2, 2, 2, 2, 1, 1, 0, 0]);
  const image = floats(batch * height * width * from, (i) => uniform(i) - 0.5);
  const filter = floats(9 * from * to, (i) => uniform(i + 1e6) - 0.5);
  // Many zeros, and windows of nothing else; some of equals.
  const a = floats(batch * outHeight * outWidth * to, (i) =>
    Math.max(0, Math.floor(8 * uniform(i + 2e6)) - 4),
  );
  const pooled = floats(batch * half * halfWidth * to, (i) => uniform(i + 3e6) - 0.5);
  const work = scratch(kernels.conv2dScratchBytes(shape));
  const places = () => [image.view.length, filter.view.length, to].map((count) => floats(count));
  const [together, apart] = [places(), places()];
  const addresses = (results: typeof together) => results.map(({ at }) => at) as [number, number, number];
  const inputs = [shape, image.at, filter.at, a.at] as const;
  kernels.pooledConv2dBackward(...inputs, pooled.at, ...addresses(together), accumulate, work);
  const unpooled = floats(a.view.length);
  kernels.maxPoolGradient(pooling, pooled.at, a.at, unpooled.at);
  kernels.conv2dBackward(...inputs, RELU, unpooled.at, ...addresses(apart), accumulate, work);
  return { together, apart, takes: Boolean(kernels.takesPooledGradient(shape, RELU)) };
}

const bitsOf = ({ buffer, byteOffset, byteLength }: Float32Array<ArrayBuffer>) =>
  Buffer.from(buffer, byteOffset, byteLength);

function check(drawn: Case): void {
  const { together, apart, takes } = gradients(drawn);
  expect(takes).toBe(true);
  for (const [i, what] of ['image', 'filter', 'bias'].entries()) {
    expect(bitsOf(together[i].view).equals(bitsOf(apart[i].view)), what).toBe(true);
  }
}

it('has the bits of pooling and convolution, one after the other', () => {
  const size = fc.integer({ min: 7, max: 21 });
  const channels = fc.constantFrom<readonly [number, number]>([16, 16], [20, 16], [16, 28]);
  const batch = fc.integer({ min: 1, max: 9 });
  const cases = fc.record({
    ...{ batch, height: size, width: size, channels },
    ...{ isSame: fc.boolean(), accumulate: fc.boolean() },
  });
  fc.assert(fc.property(cases, check), { seed: 31, numRuns: 60 });
});

it('has them where one image has several blocks of tiles', () => {
  const long = { batch: 2, channels: [16, 16], isSame: true, accumulate: false } as const;
  check({ ...long, height: 61, width: 13 });
  check({ ...long, height: 15, width: 63 });
});
