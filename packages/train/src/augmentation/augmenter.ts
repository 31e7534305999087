// Applies an augmentation to images of one shape with one seed: the steps as passes over the bytes. Pure: the result
// depends only on the image's bytes, the seed and its position (step, sample), not on the engine, the worker, or earlier
// calls.
import { randomKey, type Words } from '#random';
import { check } from '../check.ts';
import { TrainError } from '../train-error.ts';
import type { AffineStep } from './affine.ts';
import { affinePass, canJoin } from './affine-pass.ts';
import type { Augmentation, AugmentationStep, ImagePass, ImageShape } from './augmentation.ts';
import { checkAugmentation, checkImageShape } from './augmentation-kinds.ts';
import { cutout } from './cutout.ts';
import { drawsAt, type SamplePosition } from './draws.ts';
import { horizontalFlip } from './horizontal-flip.ts';
import { drawMix, type Mix } from './mixup.ts';
import { paddedCrop } from './padded-crop.ts';
import { randomErasing } from './random-erasing.ts';

/** Augments images of one shape. */
export interface Augmenter {
  /** Writes the augmented image of `from` (height * width * channels bytes) to `to` (separate memory of the same size). */
  augment(from: Uint8Array, to: Uint8Array, position: SamplePosition): void;
  /**
   * Defined if the augmentation mixes: returns the other image of the batch, which is also augmented, and the share of the
   * image itself, 0 to 1. The labels are mixed with the same share.
   */
  mix?(position: SamplePosition, batch: number): Mix;
}

type PositionedPass = (source: Uint8Array, target: Uint8Array, position: SamplePosition) => boolean;
type KeyedStep<Step = AugmentationStep> = { readonly step: Step; readonly key: Words };

/**
 * @param options.augmentation the steps; consecutive shifts, rotations, zooms and shears become one pass
 * @param options.shape shape of every image
 * @param options.seed integer of 0 or more
 * @throws TrainError `INVALID_AUGMENTATION`, `INVALID_ARGUMENT`
 */
export function createAugmenter(options: {
  readonly augmentation: Augmentation;
  readonly shape: ImageShape;
  readonly seed: number;
}): Augmenter {
  check.options('createAugmenter', options, ['augmentation', 'shape', 'seed']);
  const { augmentation, shape, seed } = options;
  check.wholeNumber('seed', seed, { min: 0 });
  checkImageShape('shape', shape);
  checkAugmentation(augmentation, shape);
  const keyed = augmentation.map((step, index) => ({
    step,
    key: randomKey({ seed, stream: 'augmentation', index }),
  }));
  const passes = passesOf(keyed, shape);
  const bytes = shape[0] * shape[1] * shape[2];
  const between = new Uint8Array(bytes);
  const augment: Augmenter['augment'] = (from, to, position) => {
    checkLengths(bytes, from, to);
    let source = from;
    for (const pass of passes) {
      const target = source === to ? between : to;
      if (pass(source, target, position)) source = target;
    }
    if (source !== to) to.set(source);
  };
  const mixing = keyed.find(({ step }) => step.kind === 'mixup');
  if (mixing?.step.kind !== 'mixup') return { augment };
  const { alpha } = mixing.step;
  return { augment, mix: (position, batch) => drawMix({ alpha, key: mixing.key, position, batch }) };
}

function checkLengths(bytes: number, from: Uint8Array, to: Uint8Array): void {
  if (from.length === bytes && to.length === bytes) return;
  throw new TrainError(
    'INVALID_DATA',
    `augment expects images of ${bytes} bytes; received ${from.length} to read and ${to.length} to write.`,
  );
}

function passesOf(keyed: readonly KeyedStep[], shape: ImageShape): PositionedPass[] {
  const passes: PositionedPass[] = [];
  for (let i = 0; i < keyed.length; i++) {
    const { step, key } = keyed[i];
    if (isAffine(step)) {
      const run = affineRun(keyed.slice(i), step);
      i += run.length - 1;
      passes.push(joinedPass(run, shape));
    } else if (step.kind !== 'mixup') {
      const pass = singlePass(step, shape);
      passes.push((source, target, position) => pass({ source, target, draws: drawsAt(key, position) }));
    }
  }
  return passes;
}

/** Returns the leading steps that can be one pass. */
function affineRun(keyed: readonly KeyedStep[], first: AffineStep): KeyedStep<AffineStep>[] {
  const run: KeyedStep<AffineStep>[] = [];
  for (const { step, key } of keyed) {
    if (!isAffine(step) || !canJoin(first, step)) break;
    run.push({ step, key });
  }
  return run;
}

function joinedPass(run: readonly KeyedStep<AffineStep>[], shape: ImageShape): PositionedPass {
  const steps = run.map(({ step }) => step);
  const pass = affinePass(steps, shape);
  return (source, target, position) =>
    pass({ source, target, draws: run.map(({ key }) => drawsAt(key, position)) });
}

function isAffine(step: AugmentationStep): step is AffineStep {
  return step.kind === 'shift' || step.kind === 'rotation' || step.kind === 'zoom' || step.kind === 'shear';
}

function singlePass(
  step: Exclude<AugmentationStep, AffineStep | { kind: 'mixup' }>,
  shape: ImageShape,
): ImagePass {
  switch (step.kind) {
    case 'horizontalFlip':
      return horizontalFlip(step, shape);
    case 'crop':
      return paddedCrop(step, shape);
    case 'cutout':
      return cutout(step, shape);
    case 'erasing':
      return randomErasing(step, shape);
    default:
      return step satisfies never;
  }
}
