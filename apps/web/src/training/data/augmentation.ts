// The augmentations that a lesson offers, by name, and the steps of @nn101/train that they stand for.
import type { Augmentation, AugmentationStep } from '@nn101/train/graph';

/** Every augmentation that a lesson can offer. */
export const augmentationNames = ['flip', 'shift', 'rotate', 'zoom', 'cutout'] as const;

/** A name of `augmentationNames`. */
export type AugmentationName = (typeof augmentationNames)[number];

const steps: Readonly<Record<AugmentationName, AugmentationStep>> = {
  flip: { kind: 'horizontalFlip' },
  shift: { kind: 'shift', amount: 0.1 },
  rotate: { kind: 'rotation', degrees: 10 },
  zoom: { kind: 'zoom', amount: 0.1 },
  cutout: { kind: 'cutout', size: 8 },
};

/** Returns the steps of the chosen augmentations, always in the order of `augmentationNames`. */
export function augmentationOf(names: readonly AugmentationName[]): Augmentation {
  return augmentationNames.filter((name) => names.includes(name)).map((name) => steps[name]);
}
