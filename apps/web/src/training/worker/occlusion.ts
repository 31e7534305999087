// Occlusion maps: how much the probability of a class drops when a patch of the image is covered, patch by patch.
import { predict } from '@nn101/train/graph';
import { checkShape, type PageNetwork } from '../network/page-network.ts';
import type { HeatMap, Pictures } from '../payloads.ts';

/**
 * Covers the picture patch by patch and measures how much the probability of `label` drops (Zeiler and Fergus,
 * "Visualizing and Understanding Convolutional Networks", 2014, section 4.2).
 */
export async function occlusionOf(
  pageNetwork: PageNetwork,
  { picture, side, label }: { picture: Pictures; side: number; label: number },
): Promise<HeatMap> {
  checkShape(pageNetwork, picture);
  const { covered, positions } = coverings(picture, side);
  const { classes } = pageNetwork.description;
  const probabilities = await predict(pageNetwork.network, covered, { batchSize: 64 });
  const whole = probabilities[label];
  const drops = positions.map((_, i) => whole - probabilities[(i + 1) * classes + label]);
  const [, height, width] = picture.shape;
  return { height, width, whole, drops: spreadDrops({ height, width, side, positions, drops }) };
}

/** The upper left corner of a patch. */
export interface PatchPosition {
  readonly x: number;
  readonly y: number;
}

/**
 * Returns the picture, followed by one copy for each position of a square patch of `side` pixels that is filled with the
 * picture's mean colour. Patches lie half a side apart, and the last ones touch the right and lower edges.
 */
export function coverings(
  picture: Pictures,
  side: number,
): { covered: Pictures; positions: PatchPosition[] } {
  const [, height, width, channels] = picture.shape;
  const size = height * width * channels;
  const original = picture.images.subarray(0, size);
  const step = Math.max(1, Math.floor(side / 2));
  const positions = offsets(height, side, step).flatMap((y) =>
    offsets(width, side, step).map((x) => ({ x, y })),
  );
  const images = new Uint8Array((positions.length + 1) * size);
  images.set(original);
  const mean = meanColour(original, channels);
  positions.forEach((position, i) => {
    const copy = images.subarray((i + 1) * size, (i + 2) * size);
    copy.set(original);
    for (let y = position.y; y < Math.min(position.y + side, height); y++) {
      for (let x = position.x; x < Math.min(position.x + side, width); x++)
        copy.set(mean, (y * width + x) * channels);
    }
  });
  return { covered: { images, shape: [positions.length + 1, height, width, channels] }, positions };
}

function offsets(length: number, side: number, step: number): number[] {
  const last = Math.max(0, length - side);
  const regular = Array.from({ length: Math.floor(last / step) + 1 }, (_, i) => i * step);
  return regular[regular.length - 1] === last ? regular : [...regular, last];
}

function meanColour(image: Uint8Array, channels: number): Uint8Array {
  const sums = new Float64Array(channels);
  image.forEach((value, i) => {
    sums[i % channels] += value;
  });
  return Uint8Array.from(sums, (sum) => Math.round((sum * channels) / image.length));
}

/** Returns for each pixel the mean drop over the patches that covered it. */
export function spreadDrops({
  height,
  width,
  side,
  positions,
  drops,
}: {
  height: number;
  width: number;
  side: number;
  positions: readonly PatchPosition[];
  drops: readonly number[];
}): Float32Array {
  const sums = new Float32Array(height * width);
  const counts = new Uint16Array(height * width);
  positions.forEach((position, i) => {
    for (let y = position.y; y < Math.min(position.y + side, height); y++) {
      for (let x = position.x; x < Math.min(position.x + side, width); x++) {
        sums[y * width + x] += drops[i];
        counts[y * width + x]++;
      }
    }
  });
  return sums.map((sum, i) => sum / Math.max(1, counts[i]));
}
