// What there is, as a table: the word for it on a command line, its one number, and that number's range. Which values
// make sense is decided here alone, for JSON and for text.
import { describeValue } from '#arguments';
import { check } from '../check.ts';
import { TrainError } from '../train-error.ts';
import type { AugmentationStep, ImageShape } from './augmentation.ts';

interface AugmentationKind {
  /** In texts, as in "crop:4". */
  readonly word: string;
  /** The field that the number of the text goes to. */
  readonly parameter: string;
  /** Of the number; without one, it must be given. */
  readonly byDefault?: number;
  readonly range: Range;
  /** An example for messages. */
  readonly example: string;
  readonly step: (value: number) => AugmentationStep;
}

interface Range {
  readonly least: number;
  readonly most: number;
  readonly isWhole?: boolean;
  /** `least` itself is too small. */
  readonly isOpen?: boolean;
}

const share: Range = { least: 0, most: 1 };
const pixels: Range = { least: 0, most: 4096, isWhole: true };

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
    range: { least: 0, most: 180 },
    example: 'rotate:10',
    step: (degrees) => ({ kind: 'rotation', degrees }),
  },
  zoom: {
    word: 'zoom',
    parameter: 'amount',
    range: { least: 0, most: 0.9 },
    example: 'zoom:0.1',
    step: (amount) => ({ kind: 'zoom', amount }),
  },
  shear: {
    word: 'shear',
    parameter: 'degrees',
    range: { least: 0, most: 60 },
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
    range: { least: 0, most: 1000, isOpen: true },
    example: 'mixup:0.2',
    step: (alpha) => ({ kind: 'mixup', alpha }),
  },
} as const satisfies Record<AugmentationStep['kind'], AugmentationKind>;

/** A row of the table with its types widened. */
export const kindOf = (kind: AugmentationStep['kind']): AugmentationKind => augmentationKinds[kind];

/** What is wrong with a value, as "padding expects …; received …", or undefined. */
export function valueFault({ parameter, range }: AugmentationKind, value: unknown): string | undefined {
  const { least, most, isWhole = false, isOpen = false } = range;
  const isInRange =
    typeof value === 'number' && value >= least && value <= most && !(isOpen && value === least);
  if (isInRange && (!isWhole || Number.isInteger(value))) return undefined;
  const limits = isOpen ? `above ${least} and up to ${most}` : `from ${least} to ${most}`;
  return `${parameter} expects a ${isWhole ? 'whole number' : 'number'} ${limits}; received ${describeValue(value)}`;
}

/**
 * @throws TrainError `INVALID_AUGMENTATION` where a step is unknown, a number is out of its range or does not fit the
 * image, or two steps mix
 */
export function checkAugmentation(
  augmentation: readonly AugmentationStep[],
  shape?: readonly number[],
): void {
  check.that(Array.isArray(augmentation), 'augmentation', {
    expected: 'an array of steps, as parseAugmentation() makes of a text',
    value: augmentation,
  });
  augmentation.forEach((step, i) => {
    const fault = stepFault(step, shape);
    if (fault !== undefined)
      throw new TrainError('INVALID_AUGMENTATION', `Step ${i + 1} of the augmentation: ${fault}.`);
  });
  if (augmentation.filter(({ kind }) => kind === 'mixup').length > 1) {
    throw new TrainError('INVALID_AUGMENTATION', 'An augmentation mixes images once; received mixup twice.');
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
