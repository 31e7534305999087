// A mirror with synthetic digits in place of MNIST, which loads faster than digits are drawn. Tests only.
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { gather, type Split, syntheticDigits } from '@nn101/datasets';
import { writeIdx } from '@nn101/datasets/formats';

/** Writes the mirror into `directory`. Returns the environment in which `nn101` uses it as MNIST. */
export function drawnMnist(directory: string): Record<string, string> {
  const digits = syntheticDigits({ count: 2000, seed: 0 });
  const repeated = (count: number) =>
    gather(
      digits,
      Uint32Array.from({ length: count }, (_, i) => i % 2000),
    );
  const mirror = join(directory, 'mirror');
  mkdirSync(join(mirror, 'mnist'), { recursive: true });
  const sums = [...idxFiles('train', repeated(60_000)), ...idxFiles('t10k', repeated(10_000))].map(
    ([name, content]) => {
      writeFileSync(join(mirror, 'mnist', `${name}.gz`), gzipSync(content, { level: 1 }));
      return `${createHash('sha256').update(content).digest('hex')}  mnist/${name}\n`;
    },
  );
  writeFileSync(join(mirror, 'SHA256SUMS'), sums.join(''));
  return { NN101_MIRROR: mirror, NN101_MIRROR_TRUST: '1', NN101_CACHE: join(directory, 'cache') };
}

function idxFiles(part: string, { images, labels, shape }: Split): [name: string, content: Uint8Array][] {
  return [
    [`${part}-images-idx3-ubyte`, writeIdx({ type: 'uint8', shape: shape.slice(0, 3), data: images })],
    [`${part}-labels-idx1-ubyte`, writeIdx({ type: 'uint8', shape: [shape[0]], data: labels })],
  ];
}
