// How much memory training takes, known before any is taken. The sizes of a crew's plans are decided here as well; who
// allocates them is replica/crew.ts.

import { type LayerSpec, trainingBytes } from '@nn101/kernels/plan';
import { cores } from '#cores';
import { checkImageShape } from './augmentation/augmentation-kinds.ts';
import { check } from './check.ts';
import { defaultLanes, microBatchOf, passRows } from './lanes.ts';
import { evaluationRows } from './replica/replica.ts';

/** What decides the sizes. */
export interface CrewShape {
  readonly inputShape: readonly [number, number, number];
  readonly layers: readonly LayerSpec[];
  /** Training images. */
  readonly images: number;
  /** Validation images; none by default. */
  readonly validationImages?: number;
  readonly batchSize: number;
  readonly lanes: number;
  readonly workers: number;
}

/** Rows of a lane in one pass, and rows that a pass has room for. */
export function passSizes(shape: CrewShape): { microBatch: number; capacity: number } {
  const { layers, inputShape, images, validationImages = 0, lanes, workers } = shape;
  const batchSize = Math.min(shape.batchSize, images);
  const microBatch = microBatchOf({ batchSize, lanes, layers, inputShape });
  const share = Math.ceil(lanes / workers);
  const capacity = passRows(Math.ceil(batchSize / lanes), { microBatch, lanes: share });
  return { microBatch, capacity: Math.max(capacity, Math.min(evaluationRows, validationImages)) };
}

/** Bytes of a training, beside the model's own and the caller's data. */
export interface TrainingMemoryEstimate {
  /** Weights, moments, running mean and the lanes' gradients. */
  readonly vectors: number;
  /** Activations and scratch memory of all workers. */
  readonly plans: number;
  /** Copies of the images for workers. */
  readonly images: number;
  readonly total: number;
  readonly workers: number;
}

/**
 * Bytes that `fit` takes for a sequential model of these layers. Nothing is allocated.
 *
 * @param options as for `fit`; `workers` 1 by default, 'auto' for the cores of this machine
 * @throws TrainError `INVALID_ARGUMENT`; KernelError `INVALID_ARGUMENT` for what is no layer, `UNSUPPORTED` where the layers do not fit together
 * @example estimateTrainingMemory({ layers, inputShape: [28, 28, 1], images: 60000, workers: 'auto' }).total
 */
export function estimateTrainingMemory(
  options: Omit<CrewShape, 'batchSize' | 'lanes' | 'workers'> & {
    readonly batchSize?: number;
    readonly lanes?: number;
    readonly workers?: number | 'auto';
    /** Whether a running mean of the weights is kept; no by default. */
    readonly averaged?: boolean;
    /** Whether threads share memory; as it is here by default. */
    readonly sharing?: boolean;
  },
): TrainingMemoryEstimate {
  checkEstimate(options);
  const { batchSize = 1000, lanes = defaultLanes, averaged = false, images, validationImages = 0 } = options;
  const { layers, inputShape, sharing = typeof SharedArrayBuffer === 'function' } = options;
  const wanted = options.workers === 'auto' ? cores() : (options.workers ?? 1);
  const workers = Math.min(wanted, lanes);
  const { capacity } = passSizes({ ...options, batchSize, lanes, workers });
  const { vectors, plan } = trainingBytes({ layers, inputShape, microBatch: capacity, lanes, averaged });
  const imageBytes = inputShape.reduce((product, length) => product * length, 1) + 1;
  const copies = workers === 1 ? 0 : sharing ? 1 : workers;
  const bytes = {
    vectors: (sharing ? 1 : workers) * vectors,
    plans: workers * plan,
    images: copies * imageBytes * (images + validationImages),
  };
  return { ...bytes, total: bytes.vectors + bytes.plans + bytes.images, workers };
}

const optionNames = [
  ...[
    'layers',
    'inputShape',
    'images',
    'validationImages',
    'batchSize',
    'lanes',
    'workers',
    'averaged',
    'sharing',
  ],
];

function checkEstimate(options: Parameters<typeof estimateTrainingMemory>[0]): void {
  check.options('estimateTrainingMemory', options, optionNames);
  const { images, validationImages, batchSize, lanes, workers, averaged, sharing } = options;
  check.list('layers', options.layers, { min: 1 });
  checkImageShape('inputShape', options.inputShape);
  check.wholeNumber('images', images, { min: 1 });
  if (validationImages !== undefined) check.wholeNumber('validationImages', validationImages, { min: 0 });
  if (batchSize !== undefined) check.wholeNumber('batchSize', batchSize, { min: 1 });
  if (lanes !== undefined) check.wholeNumber('lanes', lanes, { min: 1, max: 64 });
  if (workers !== undefined && workers !== 'auto') check.wholeNumber('workers', workers, { min: 1 });
  if (averaged !== undefined) check.flag('averaged', averaged);
  if (sharing !== undefined) check.flag('sharing', sharing);
}
