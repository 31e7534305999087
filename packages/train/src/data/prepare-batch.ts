// Converts rows of a table to the input of a step: inputs, augmented if they are images, and targets, smoothed, mixed and
// weighted. The result is the same on every worker: it depends only on the seed, the step and the position in the batch.
import type { Augmentation } from '../augmentation/augmentation.ts';
import { type Augmenter, createAugmenter } from '../augmentation/augmenter.ts';
import type { Objective } from '../losses/objectives.ts';
import { TrainError } from '../train-error.ts';
import type { InputTable, Table, TableColumn, TargetColumn } from './training-data.ts';
import { targetsOf } from './training-targets.ts';

/** How samples are prepared for a step. */
export interface BatchOptions {
  readonly outputs: readonly Objective[];
  readonly seed: number;
  readonly augmentation?: Augmentation;
  readonly labelSmoothing: number;
  readonly classWeights?: readonly number[];
}

/** A part of a batch. */
export interface BatchPart {
  /** The whole batch, as rows of the table: a sample may be mixed with any other sample of it. */
  readonly rows: Uint32Array;
  /** Position of the part in the batch. */
  readonly start: number;
  readonly end: number;
  /** Number of steps that the run has made before this one. */
  readonly step: number;
  /** Weights of the table's rows. */
  readonly sampleWeights?: ArrayLike<number>;
}

/** The expected values of an output for the samples of a part. */
export interface PreparedTargets {
  /** Smoothed and mixed, [samples, …shape]. */
  readonly wanted: Float32Array;
  /** Shape of one sample in the data. */
  readonly shape: readonly number[];
  /** Weight of each sample; 1 if undefined. */
  readonly weights?: Float32Array;
  /** The class numbers of the data, for metrics. */
  readonly labels?: Int32Array;
  readonly values?: Float32Array;
}

/** The values of one input of the model. */
export interface PreparedInput {
  /** [samples, …shape] */
  readonly values: Float32Array;
  /** Shape of one sample. */
  readonly shape: readonly number[];
}

/** A part of a batch, prepared for a model. */
export interface PreparedBatch {
  readonly samples: number;
  /** One for each input of the model. */
  readonly inputs: readonly PreparedInput[];
  readonly targets: readonly PreparedTargets[];
}

/** A sample by its row, and the sample that it is mixed with. */
export interface DrawnSample {
  readonly row: number;
  readonly mixed?: { readonly row: number; readonly share: number };
}

/** @param table the data, or one batch of a source; `prepare` may be called for several batches of the same form */
export function createBatchPreparation(
  options: BatchOptions,
): (table: Table, part: BatchPart) => PreparedBatch {
  const { augmentation, seed } = options;
  let augmenter: Augmenter | undefined;
  return (table, part) => {
    const image = augmentation?.length ? table.inputs.findIndex(isImage) : -1;
    const [height, width, channels] = table.inputs[image]?.shape ?? [];
    if (augmentation?.length && image >= 0) {
      augmenter ??= createAugmenter({ augmentation, shape: [height, width, channels], seed });
    }
    const drawn = augmenter && drawImages(table.inputs[image], { part, augmenter });
    const samples =
      drawn?.samples ?? Array.from(part.rows.subarray(part.start, part.end), (row) => ({ row }));
    const rows = part.rows.subarray(part.start, part.end);
    const inputs = table.inputs.map((column, i) => ({
      shape: column.shape,
      values:
        drawn && i === image
          ? scaleAll({ ...column, values: drawn.images }, drawn.images.length)
          : gatherColumn(column, rows),
    }));
    const targets = table.targets.map((column, i) =>
      prepareTargets(column, {
        samples,
        objective: options.outputs[i],
        options: { ...options, sampleWeights: part.sampleWeights },
      }),
    );
    return { samples: samples.length, inputs, targets };
  };
}

/** Returns whether a column can be augmented. */
export function isImage({ values, shape }: TableColumn): boolean {
  return values instanceof Uint8Array && shape.length === 3;
}

/**
 * Returns the shape of the images to augment. @throws TrainError `INVALID_AUGMENTATION` unless there is exactly one column
 * of images
 */
export function imageShapeOf({ inputs }: Table): readonly number[] {
  const images = inputs.filter(isImage);
  if (images.length === 1) return images[0].shape;
  throw new TrainError(
    'INVALID_AUGMENTATION',
    'augmentation expects exactly one input with images, bytes of shape [count, height, width, channels]; received ' +
      `${images.length}.`,
  );
}

/** Returns the inputs of these rows as the model accepts them. */
export function gatherInputs({ inputs }: InputTable, rows: Uint32Array): Omit<PreparedBatch, 'targets'> {
  const gathered = inputs.map((column) => ({ shape: column.shape, values: gatherColumn(column, rows) }));
  return { samples: rows.length, inputs: gathered };
}

/** Returns rows of a column, scaled. */
export function gatherColumn(column: TableColumn, rows: Uint32Array): Float32Array {
  const { values, size } = column;
  if (values instanceof Float32Array && column.scale === 1) {
    const gathered = new Float32Array(rows.length * size);
    rows.forEach((row, index) => {
      gathered.set(values.subarray(row * size, (row + 1) * size), index * size);
    });
    return gathered;
  }
  const factor = factorOf(column);
  const gathered = new Float32Array(rows.length * size);
  let index = 0;
  for (const row of rows) {
    const end = (row + 1) * size;
    for (let at = row * size; at < end; at++) gathered[index++] = factor(values[at]);
  }
  return gathered;
}

function scaleAll(column: TableColumn, length: number): Float32Array {
  const factor = factorOf(column);
  const scaled = new Float32Array(length);
  for (let i = 0; i < length; i++) scaled[i] = factor(column.values[i]);
  return scaled;
}

// Image bytes are divided, which rounds once: value * (1 / 255) would round twice.
function factorOf({ scale, values }: TableColumn): (value: number) => number {
  const scaled = scale === 1 / 255 ? (value: number) => value / 255 : (value: number) => value * scale;
  if (!(values instanceof Uint8Array)) return scaled;
  const table = Float32Array.from({ length: 256 }, (_, value) => scaled(value));
  return (value) => table[value];
}

/** Draws the augmented images of a part of a batch. */
export function drawImages(
  column: TableColumn,
  { part, augmenter }: { readonly part: BatchPart; readonly augmenter: Augmenter },
): { images: Uint8Array; samples: DrawnSample[] } {
  const { size } = column;
  const { rows, start, end, step } = part;
  const bytes = column.values as Uint8Array;
  const source = (row: number) => bytes.subarray(row * size, (row + 1) * size);
  const images = new Uint8Array((end - start) * size);
  const other = new Uint8Array(size);
  const samples = Array.from({ length: end - start }, (_, i) => {
    const index = start + i;
    const to = images.subarray(i * size, (i + 1) * size);
    augmenter.augment(source(rows[index]), to, { step, sample: index });
    const mix = augmenter.mix?.({ step, sample: index }, rows.length);
    if (!mix) return { row: rows[index] };
    augmenter.augment(source(rows[mix.partner]), other, { step, sample: mix.partner });
    for (let k = 0; k < size; k++) to[k] = Math.round(mix.share * to[k] + (1 - mix.share) * other[k]);
    return { row: rows[index], mixed: { row: rows[mix.partner], share: mix.share } };
  });
  return { images, samples };
}

interface TargetWork {
  readonly samples: readonly DrawnSample[];
  readonly objective: Objective;
  readonly options: WeightedOptions;
}

type WeightedOptions = BatchOptions & Pick<BatchPart, 'sampleWeights'>;

/** Returns the expected values of an output for these samples. */
export function prepareTargets(column: TargetColumn, work: TargetWork): PreparedTargets {
  const { samples } = work;
  const rows = Uint32Array.from(samples, ({ row }) => row);
  if (column.isLabels) {
    const labels = Int32Array.from({ length: rows.length * column.size }, (_, i) => {
      const row = rows[Math.floor(i / column.size)];
      return column.values[row * column.size + (i % column.size)];
    });
    return { labels, shape: column.shape, ...wantedOf(column, work) };
  }
  return { values: gatherColumn(column, rows), shape: column.shape, ...wantedOf(column, work) };
}

function wantedOf(
  column: TargetColumn,
  { samples, objective, options }: TargetWork,
): Pick<PreparedTargets, 'wanted' | 'weights'> {
  const { loss, shape } = objective;
  const width = shape.at(-1) ?? 1;
  const isCrossEntropy = typeof loss !== 'function' && loss.kind.endsWith('ategoricalCrossentropy');
  if (column.isLabels && column.size === 1 && isCrossEntropy) {
    // Cross-entropy is linear in the targets, so the targets can carry the weights, as on a plan.
    return { wanted: classTargets(column, { samples, width, options }) };
  }
  const size = column.isLabels ? column.size * width : column.size;
  const wanted = new Float32Array(samples.length * size);
  const weighted = options.classWeights !== undefined || options.sampleWeights !== undefined;
  const weights = weighted ? new Float32Array(samples.length) : undefined;
  samples.forEach(({ row, mixed }, index) => {
    const to = wanted.subarray(index * size, (index + 1) * size);
    const add = (source: number, share: number) => {
      addTarget(column, { to, row: source, share, width, smoothing: options.labelSmoothing });
      if (weights) weights[index] += share * weightOf(column, source, options);
    };
    add(row, mixed?.share ?? 1);
    if (mixed) add(mixed.row, 1 - mixed.share);
  });
  return { wanted, ...(weights && { weights }) };
}

function classTargets(
  column: TargetColumn,
  { samples, width, options }: Pick<TargetWork, 'samples' | 'options'> & { readonly width: number },
): Float32Array {
  const labelled = samples.map(({ row, mixed }) => ({
    row,
    label: column.values[row],
    ...(mixed && { mixed: { ...mixed, label: column.values[mixed.row] } }),
  }));
  const { labelSmoothing, classWeights, sampleWeights } = options;
  return targetsOf(labelled, { classes: width, labelSmoothing, classWeights, sampleWeights });
}

/** Adds a share of a row's target; for a class number this is the one-hot vector of the class. */
function addTarget(
  column: TargetColumn,
  {
    to,
    row,
    share,
    width,
    smoothing,
  }: { to: Float32Array; row: number; share: number; width: number; smoothing: number },
): void {
  const { values, size, scale, isLabels } = column;
  // Smoothing over several classes, or over yes and no.
  const spread = (share * smoothing) / Math.max(width, 2);
  const kept = share * (1 - smoothing);
  for (let i = 0; i < size; i++) {
    const value = values[row * size + i];
    if (!isLabels) {
      to[i] += kept * value * scale + spread;
      continue;
    }
    for (let k = 0; k < width; k++) to[i * width + k] += spread;
    to[i * width + value] += kept;
  }
}

function weightOf(
  column: TargetColumn,
  row: number,
  { classWeights, sampleWeights }: WeightedOptions,
): number {
  return (classWeights?.[column.values[row]] ?? 1) * (sampleWeights?.[row] ?? 1);
}
