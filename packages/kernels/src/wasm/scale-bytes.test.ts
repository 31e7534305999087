// Bytes to floats between 0 and 1, against the division that it stands for.
import { expect, it } from 'vitest';
import { instantiate } from './wasm-module.ts';

it('divides every byte by 255 as NumPy does, in vectors and in what is left of them', () => {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const kernels = instantiate(memory, 'deterministic');
  const bytes = Uint8Array.from({ length: 256 + 15 }, (_, i) => i);
  new Uint8Array(memory.buffer).set(bytes);
  const to = 1024;
  for (const count of [0, 1, 15, 16, 17, bytes.length]) {
    const floats = new Float32Array(memory.buffer, to, bytes.length + 1).fill(-1);
    kernels.scaleBytes(0, count, to);
    const expected = Array.from(floats, (_, i) => (i < count ? Math.fround(bytes[i] / 255) : -1));
    expect([...floats]).toEqual(expected);
  }
});
