// The table of augmentation kinds: the word for each on a command line, its number, and the range of that number. Only this
// file decides which values are valid, for JSON and for text.
import { describeValue } from '#arguments';
import { check } from '../check.ts';
import { TrainError } from '../train-error.ts';
import type { AugmentationStep, ImageShape } from './augmentation.ts';

interface AugmentationKind {
  /** The word in texts such as "crop:4". */
  readonly word: string;
  /** The field that receives the number of the text. */
  readonly parameter: string;
  /** Default of the number; without one, the number is required. */
  readonly byDefault?: number;
  readonly range: Range;
  /** An example for messages. */
  readonly example: string;
  readonly step: (value: number) => AugmentationStep;
}

interface Range {
  readonly min: number;
  readonly max: number;
  readonly isWhole?: boolean;
  /** Whether `min` itself is excluded. */
  readonly isOpen?: boolean;
}

const share: Range = { min: 0, max: 1 };
const pixels: Range = { min: 0, max: 4096, isWhole: true };

/** Every kind of step. */
export const augmentationKinds = {
  horizontalFlip: {
    word: 'flip',
    parameter: 'probability',
    byDefault: 0.5,
    range: share,
    example: 'flip',
    step: (probability) => ({ kind: 'horizontalFlip', probability }),
  },
  crop: {
    word: 'crop',
    parameter: 'padding',
    range: pixels,
    example: 'crop:4',
    step: (padding) => ({ kind: 'crop', padding }),
  },
  shift: {
    word: 'shift',
    parameter: 'amount',
    range: share,
    example: 'shift:0.1',
    step: (amount) => ({ kind: 'shift', amount }),
  },
  rotation: {
    word: 'rotate',
    parameter: 'degrees',
    range: { min: 0, max: 180 },
    example: 'rotate:10',
    step: (degrees) => ({ kind: 'rotation', degrees }),
  },
  zoom: {
    word: 'zoom',
    parameter: 'amount',
    range: { min: 0, max: 0.9 },
    example: 'zoom:0.1',
    step: (amount) => ({ kind: 'zoom', amount }),
  },
  shear: {
    word: 'shear',
    parameter: 'degrees',
    range: { min: 0, max: 60 },
    example: 'shear:10',
    step: (degrees) => ({ kind: 'shear', degrees }),
  },
  cutout: {
    word: 'cutout',
    parameter: 'size',
    range: pixels,
    example: 'cutout:8',
    step: (size) => ({ kind: 'cutout', size }),
  },
  erasing: {
    word: 'erase',
    parameter: 'probability',
    byDefault: 0.5,
    range: share,
    example: 'erase',
    step: (probability) => ({ kind: 'erasing', probability }),
  },
  mixup: {
    word: 'mixup',
    parameter: 'alpha',
    range: { min: 0, max: 1000, isOpen: true },
    example: 'mixup:0.2',
    step: (alpha) => ({ kind: 'mixup', alpha }),
  },
} as const satisfies Record<AugmentationStep['kind'], AugmentationKind>;

/** Returns a row of the table with its types widened. */
export const kindOf = (kind: AugmentationStep['kind']): AugmentationKind => augmentationKinds[kind];

/** Returns what is wrong with a value, such as "padding expects …; received …", or undefined. */
export function valueFault({ parameter, range }: AugmentationKind, value: unknown): string | undefined {
  const { min, max, isWhole = false, isOpen = false } = range;
  const isInRange = typeof value === 'number' && value >= min && value <= max && !(isOpen && value === min);
  if (isInRange && (!isWhole || Number.isInteger(value))) return undefined;
  const limits = isOpen ? `above ${min} and up to ${max}` : `from ${min} to ${max}`;
  return `${parameter} expects a ${isWhole ? 'whole number' : 'number'} ${limits}; received ${describeValue(value)}`;
}

/**
 * @throws TrainError `INVALID_AUGMENTATION` if a step is unknown, a number is out of range or too large for the image, or
 *   two steps mix
 */
export function checkAugmentation(
  augmentation: readonly AugmentationStep[],
  shape?: readonly number[],
): void {
  check.that(Array.isArray(augmentation), 'augmentation', {
    expected: 'an array of steps, such as the result of parseAugmentation()',
    value: augmentation,
  });
  augmentation.forEach((step, i) => {
    const fault = stepFault(step, shape);
    if (fault !== undefined)
      throw new TrainError('INVALID_AUGMENTATION', `Step ${i + 1} of the augmentation: ${fault}.`);
  });
  if (augmentation.filter(({ kind }) => kind === 'mixup').length > 1) {
    throw new TrainError(
      'INVALID_AUGMENTATION',
      'An augmentation can mix images only once; received mixup twice.',
    );
  }
}

function stepFault(step: AugmentationStep, shape: readonly number[] | undefined): string | undefined {
  if (typeof step !== 'object' || step === null)
    return `expected an object with kind; received ${describeValue(step)}`;
  if (!Object.hasOwn(augmentationKinds, step.kind)) {
    return `there is no kind ${describeValue(step.kind)}. Known are ${Object.keys(augmentationKinds).join(', ')}`;
  }
  const kind = kindOf(step.kind);
  const fields = ['kind', kind.parameter, ...(isFilling(step.kind) ? ['fill'] : [])];
  const unknown = Object.keys(step).find((field) => !fields.includes(field));
  if (unknown !== undefined) return `${step.kind} has no field "${unknown}". Known are ${fields.join(', ')}`;
  const value: unknown = Reflect.get(step, kind.parameter) ?? kind.byDefault;
  const fault = valueFault(kind, value);
  if (fault !== undefined) return `${step.kind}'s ${fault}`;
  const fill: unknown = Reflect.get(step, 'fill') ?? 0;
  if (!Number.isInteger(fill) || Number(fill) < 0 || Number(fill) > 255) {
    return `${step.kind}'s fill expects a whole number from 0 to 255; received ${describeValue(fill)}`;
  }
  const side = shape && Math.min(shape[0], shape[1]);
  if (kind.range === pixels && side !== undefined && Number(value) > side) {
    return `${step.kind}'s ${kind.parameter} of ${value} pixels is larger than the image, ${shape?.join('x')}`;
  }
  return undefined;
}

function isFilling(kind: AugmentationStep['kind']): boolean {
  return kind !== 'horizontalFlip' && kind !== 'mixup';
}

/** Height, width and channels. @throws TrainError `INVALID_ARGUMENT` */
export function checkImageShape(name: string, shape: ImageShape): void {
  check.that(Array.isArray(shape) && shape.length === 3, name, {
    expected: 'an array [height, width, channels]',
    value: shape,
  });
  for (const [i, length] of shape.entries()) check.wholeNumber(`${name}[${i}]`, length, { min: 1 });
}
