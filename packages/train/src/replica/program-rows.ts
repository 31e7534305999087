// Converts rows of a table to a program's input: columns are passed as they are unless augmentation changes them, and
// targets are prepared for the rows.
import type { Column, LabelledRows, Target } from '@nn101/kernels/graph';
import { type Augmenter, createAugmenter } from '../augmentation/augmenter.ts';
import {
  type BatchOptions,
  type BatchPart,
  type DrawnSample,
  drawImages,
  gatherColumn,
  imageShapeOf,
  isImage,
  type PreparedTargets,
  prepareTargets,
} from '../data/prepare-batch.ts';
import type { Table, TableColumn, TargetColumn } from '../data/training-data.ts';
import type { Objective } from '../losses/objectives.ts';

/** Plain data, so that it can be sent to a worker. */
export interface RowOptions extends BatchOptions {
  readonly sampleWeights?: Float32Array;
}

/** Rows for a program, with their true values for metrics. */
export interface ProgramRows extends LabelledRows {
  readonly truth: readonly Pick<PreparedTargets, 'labels' | 'values'>[];
}

/** Returns a function that prepares the rows of a part of a batch for a program. */
export function createRowPreparation(table: Table, options: RowOptions): (part: BatchPart) => ProgramRows {
  const { augmentation, seed } = options;
  let augmenter: Augmenter | undefined;
  if (augmentation?.length) {
    const [height, width, channels] = imageShapeOf(table);
    augmenter = createAugmenter({ augmentation, shape: [height, width, channels], seed });
  }
  return (part) => {
    const indices = part.rows.subarray(part.start, part.end);
    if (!augmenter) {
      const columns = table.inputs.map(({ values }) => values);
      return { columns, indices, ...targetsOfRows(table, { rows: indices, options }) };
    }
    const image = table.inputs.findIndex(isImage);
    const drawn = drawImages(table.inputs[image], { part, augmenter });
    const columns = table.inputs.map((column, i) => (i === image ? drawn.images : rowsOf(column, indices)));
    const targets = targetsOfRows(table, { rows: indices, drawn: drawn.samples, options });
    return { columns, indices: drawn.samples.map((_, index) => index), ...targets };
  };
}

function rowsOf({ values, size }: TableColumn, rows: Uint32Array): Column {
  const gathered = values.slice(0, rows.length * size);
  rows.forEach((row, index) => {
    gathered.set(values.subarray(row * size, (row + 1) * size), index * size);
  });
  return gathered;
}

interface TargetRows {
  readonly rows: Uint32Array;
  /** Set if images were augmented: the sample that each was mixed with. The indices then refer to the rows. */
  readonly drawn?: readonly DrawnSample[];
  readonly options: RowOptions;
}

function targetsOfRows(table: Table, work: TargetRows): Pick<ProgramRows, 'targets' | 'truth'> {
  const prepared = table.targets.map((column, i) =>
    targetOf(column, { ...work, objective: work.options.outputs[i] }),
  );
  return { targets: prepared.map(({ target }) => target), truth: prepared.map(({ truth }) => truth) };
}

function targetOf(
  column: TargetColumn,
  { rows, drawn, options, objective }: TargetRows & { readonly objective: Objective },
): { target: Target; truth: ProgramRows['truth'][number] } {
  const isMixed = drawn?.some(({ mixed }) => mixed !== undefined) ?? false;
  const { labelSmoothing, classWeights, sampleWeights } = options;
  const isPlain = !isMixed && labelSmoothing === 0 && !classWeights && !sampleWeights;
  const { loss } = objective;
  const takesLabels = typeof loss !== 'function' && loss.kind.endsWith('ategoricalCrossentropy');
  if (isPlain && column.isLabels && takesLabels) {
    const labels = labelsOf(column, rows);
    return { target: { labels: drawn ? labels : column.values }, truth: { labels } };
  }
  if (isPlain && !column.isLabels) {
    const values = gatherColumn(column, rows);
    return { target: { values }, truth: { values } };
  }
  const samples = drawn ?? Array.from(rows, (row) => ({ row }));
  const { wanted, weights, labels, values } = prepareTargets(column, { samples, objective, options });
  return {
    target: { values: wanted, ...(weights && { weights }) },
    truth: labels ? { labels } : { values },
  };
}

function labelsOf({ values, size }: TargetColumn, rows: Uint32Array): Int32Array {
  const labels = new Int32Array(rows.length * size);
  for (let index = 0; index < rows.length; index++) {
    const from = rows[index] * size;
    for (let i = 0; i < size; i++) labels[index * size + i] = values[from + i];
  }
  return labels;
}
