// Mixes two images of a batch and their labels: Zhang et al., "mixup: Beyond Empirical Risk Minimization", ICLR 2018. This
// file draws the pairs and their shares; prepare-batch.ts mixes, because it has the labels.
import { cosine, exponential, logarithm } from '#deterministic-math';
import type { Words } from '#random';
import { check } from '../check.ts';
import type { Draws } from './augmentation.ts';
import { drawsAt, type SamplePosition } from './draws.ts';

/** The partner of an image, and the share of the image itself, from 0 to 1. */
export interface Mix {
  readonly partner: number;
  readonly share: number;
}

/** Numbers of the batch as a whole; no sample has this index. */
const wholeBatch = 2 ** 32 - 1;

/**
 * Draws the mix of one image. All images of a batch have their partner at the same distance, so that each is a partner
 * exactly once and never its own; in a batch of one, the image stays unchanged. Shares are drawn for each image separately.
 */
export function drawMix(options: {
  readonly alpha: number;
  readonly key: Words;
  readonly position: SamplePosition;
  /** Number of images in the batch, 1 or more. */
  readonly batch: number;
}): Mix {
  const { alpha, key, position, batch } = options;
  if (batch < 2) return { partner: position.sample, share: 1 };
  const distance = 1 + drawsAt(key, { step: position.step, sample: wholeBatch }).below(batch - 1);
  const partner = (position.sample + distance) % batch;
  return { partner, share: symmetricBeta(alpha, drawsAt(key, position)) };
}

/**
 * Returns a number from 0 to 1 of the distribution Beta(alpha, alpha), alpha above 0, from two uniform ones: Devroye,
 * "Random variate generation in one line of code", WSC 1996.
 */
export function symmetricBeta(alpha: number, draws: Draws): number {
  const power = exponential(-logarithm(draws.uniform()) / alpha) - 1;
  const side = cosine(2 * Math.PI * draws.uniform());
  const distance = 0.5 / Math.sqrt(1 + 1 / (power * side * side));
  return side < 0 ? 0.5 - distance : 0.5 + distance;
}

/**
 * Computes share * image + (1 - share) * partner, rounded to the nearest byte, halves upwards; `target` may be one of the
 * two.
 *
 * @throws TrainError `INVALID_ARGUMENT`
 */
export function mixImages(options: {
  readonly image: Uint8Array;
  readonly partner: Uint8Array;
  readonly share: number;
  readonly target: Uint8Array;
}): void {
  check.options('mixImages', options, ['image', 'partner', 'share', 'target']);
  const { image, partner, share, target } = options;
  for (const [name, bytes] of Object.entries({ image, partner, target })) {
    check.instance(name, bytes, [Uint8Array, Uint8ClampedArray]);
    check.that(bytes.length === image.length, name, {
      expected: `as many bytes as image has, ${image.length}`,
      value: bytes,
    });
  }
  check.number('share', share, { min: 0, max: 1 });
  for (let i = 0; i < target.length; i++) {
    target[i] = Math.floor(share * image[i] + (1 - share) * partner[i] + 0.5);
  }
}
