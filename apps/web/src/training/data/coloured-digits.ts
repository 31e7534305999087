// Digits in colour, 32x32x3: the substitute for CIFAR-10 where that cannot be downloaded. Each synthetic digit gets two
// colours and a shaded background, so that neither colour nor brightness reveals the class.
import { type Split, syntheticDigits } from '@nn101/datasets';
import type { LoadedDataset } from './dataset-contents.ts';

const side = 32;
const digitSide = 28;
const margin = (side - digitSide) / 2;

/** Draws the set; equal counts give equal images. */
export function colouredDigits(
  counts: { train: number; test: number } = { train: 6000, test: 1000 },
): LoadedDataset {
  const digits = syntheticDigits({ count: counts.train + counts.test, seed: 1 });
  return {
    title: 'Synthetic digits in colour',
    train: paint(digits, 0, counts.train),
    test: paint(digits, counts.train, counts.test),
    verified: 'synthetic',
    notes: ['Drawn by a program: figures on these images are not comparable with those on CIFAR-10.'],
    licence: 'MIT (drawn by @nn101/datasets)',
  };
}

function paint(digits: Split, start: number, count: number): Split {
  const images = new Uint8Array(count * side * side * 3);
  for (let i = 0; i < count; i++) {
    const at = (start + i) * digitSide * digitSide;
    paintOne(digits.images.subarray(at, at + digitSide * digitSide), {
      seed: start + i,
      to: images.subarray(i * side * side * 3, (i + 1) * side * side * 3),
    });
  }
  const labels = digits.labels.slice(start, start + count);
  return { images, labels, shape: [count, side, side, 3], classNames: digits.classNames };
}

function paintOne(digit: Uint8Array, { seed, to }: { seed: number; to: Uint8Array }): void {
  const byte = byteStream(seed);
  const paper = [byte(), byte(), byte()];
  const ink = paper.map((value) => (value < 128 ? 160 : 0) + (byte() * 95) / 255);
  const [slopeX, slopeY] = [(byte() - 128) / 64, (byte() - 128) / 64];
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const [row, column] = [y - margin, x - margin];
      const inside = row >= 0 && row < digitSide && column >= 0 && column < digitSide;
      const share = inside ? digit[row * digitSide + column] / 255 : 0;
      const shade = slopeX * (x - side / 2) + slopeY * (y - side / 2);
      for (let c = 0; c < 3; c++) {
        const value = share * ink[c] + (1 - share) * (paper[c] + shade);
        to[(y * side + x) * 3 + c] = Math.min(255, Math.max(0, Math.round(value)));
      }
    }
  }
}

/** Returns a generator of numbers from 0 to 255: a 32-bit mixing function (the finaliser of MurmurHash3) of a counter. */
function byteStream(seed: number): () => number {
  let counter = seed * 64;
  return () => {
    let bits = Math.imul(++counter, 0x9e3779b1) >>> 0;
    bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
    bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
    return ((bits ^ (bits >>> 16)) >>> 8) & 255;
  };
}
