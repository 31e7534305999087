// The pictures for an occlusion map, and the map from what the network says of them. Who asks the network: inspect.ts.
import type { Pictures } from '../payloads.ts';

/** Where a patch lies: its upper left corner. */
export interface PatchPlace {
  readonly x: number;
  readonly y: number;
}

/**
 * The picture itself, followed by one copy for each place of a square patch of `side` pixels that is filled with the
 * picture's mean colour. Patches lie half a side apart, and the last ones touch the right and lower edges.
 */
export function coverings(picture: Pictures, side: number): { covered: Pictures; places: PatchPlace[] } {
  const [, height, width, channels] = picture.shape;
  const size = height * width * channels;
  const original = picture.images.subarray(0, size);
  const step = Math.max(1, Math.floor(side / 2));
  const places = offsets(height, side, step).flatMap((y) =>
    offsets(width, side, step).map((x) => ({ x, y })),
  );
  const images = new Uint8Array((places.length + 1) * size);
  images.set(original);
  const mean = meanColour(original, channels);
  places.forEach((place, i) => {
    const copy = images.subarray((i + 1) * size, (i + 2) * size);
    copy.set(original);
    for (let y = place.y; y < Math.min(place.y + side, height); y++) {
      for (let x = place.x; x < Math.min(place.x + side, width); x++)
        copy.set(mean, (y * width + x) * channels);
    }
  });
  return { covered: { images, shape: [places.length + 1, height, width, channels] }, places };
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

/** For each pixel the mean drop over the patches that covered it. */
export function spreadDrops(found: {
  height: number;
  width: number;
  side: number;
  places: readonly PatchPlace[];
  drops: readonly number[];
}): Float32Array {
  const { height, width, side, places, drops } = found;
  const sums = new Float32Array(height * width);
  const counts = new Uint16Array(height * width);
  places.forEach((place, i) => {
    for (let y = place.y; y < Math.min(place.y + side, height); y++) {
      for (let x = place.x; x < Math.min(place.x + side, width); x++) {
        sums[y * width + x] += drops[i];
        counts[y * width + x]++;
      }
    }
  });
  return sums.map((sum, i) => sum / Math.max(1, counts[i]));
}
