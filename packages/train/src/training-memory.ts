// How much memory training takes, known before any is taken. The sizes of a crew's plans are decided here as well; who
// allocates them is replica/crew.ts.

import { type Graph, mixesRows, sharesParameters, sizeOf, trainingBytes } from '@nn101/kernels/graph';
import { cores } from '#cores';
import { check } from './check.ts';
import {
  checkLanes,
  countVectors,
  defaultLanes,
  type GradientVectors,
  groupsOf,
  laneRows,
  microBatchOf,
  passRows,
} from './lanes.ts';
import { evaluationRows, losses } from './replica/replica.ts';

/** What decides the sizes. */
export interface CrewShape {
  readonly graph: Graph;
  /** Training images. */
  readonly images: number;
  /** Validation images; none by default. */
  readonly validationImages?: number;
  readonly batchSize: number;
  readonly lanes: number;
  readonly workers: number;
  /** Whether the workers share memory; yes by default. */
  readonly sharing?: boolean;
}

/** The sizes that follow from a crew's shape. */
export interface PassSizes {
  /** Most rows of a lane in one pass. */
  readonly microBatch: number;
  /** Rows that a pass has room for. */
  readonly capacity: number;
  /** Where gradients are summed up: groups that are shared among replicas need a vector for each lane. */
  readonly gradientVectors: Exclude<GradientVectors, 'total'>;
  /** Number of these vectors. */
  readonly vectorCount: number;
}

export function passSizes(shape: CrewShape): PassSizes {
  const { graph, images, validationImages = 0, lanes, workers } = shape;
  const batchSize = Math.min(shape.batchSize, images);
  const microBatch = microBatchOf({ batchSize, lanes, graph });
  const share = Math.ceil(lanes / workers);
  const longest = laneRows(batchSize, lanes);
  const capacity = passRows(longest, { microBatch, lanes: share });
  const vectors = workers > groupsOf(lanes) ? 'lanes' : 'groups';
  return {
    microBatch,
    capacity: Math.max(capacity, Math.min(evaluationRows, validationImages)),
    gradientVectors: vectors,
    vectorCount: countVectors({
      replicas: shape.sharing === false ? 1 : workers,
      lanes,
      vectors,
      takesSeveral: longest > microBatch || sharesParameters(graph),
    }),
  };
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
 * Bytes that `fit` takes for a network. Nothing is allocated.
 *
 * @param options as for `fit`; `workers` 1 by default, 'auto' for the cores of this machine
 * @throws TrainError `INVALID_ARGUMENT`; KernelError `INVALID_ARGUMENT` for what is no graph, `UNSUPPORTED` where its operations do not fit together
 * @example estimateTrainingMemory({ graph, images: 60000, workers: 'auto' }).total
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
  const { batchSize = 1000, averaged = false, images, validationImages = 0 } = options;
  const { graph, sharing = typeof SharedArrayBuffer === 'function' } = options;
  const { lanes = defaultLanes(Math.min(batchSize, images), { mixesRows: mixesRows(graph) }) } = options;
  const wanted = options.workers === 'auto' ? cores() : (options.workers ?? 1);
  const workers = Math.min(wanted, lanes);
  const { capacity, vectorCount } = passSizes({ ...options, batchSize, lanes, workers, sharing });
  const { vectors, plan } = trainingBytes({
    graph,
    losses,
    rows: capacity,
    shards: lanes,
    lanes: vectorCount,
    averaged,
  });
  const imageBytes = rowBytes(graph) + 1;
  const copies = workers === 1 ? 0 : sharing ? 1 : workers;
  const bytes = {
    vectors: (sharing ? 1 : workers) * vectors,
    plans: workers * plan,
    images: copies * imageBytes * (images + validationImages),
  };
  return { ...bytes, total: bytes.vectors + bytes.plans + bytes.images, workers };
}

/** Bytes of one row of all inputs. */
function rowBytes({ nodes }: Graph): number {
  return nodes.reduce((sum, { operation }) => {
    if (operation.kind !== 'input') return sum;
    return sum + sizeOf(operation.shape) * (operation.type === 'uint8' ? 1 : 4);
  }, 0);
}

const optionNames = [
  ...['graph', 'images', 'validationImages', 'batchSize', 'lanes', 'workers', 'averaged', 'sharing'],
];

function checkEstimate(options: Parameters<typeof estimateTrainingMemory>[0]): void {
  check.options('estimateTrainingMemory', options, optionNames);
  check.record('graph', options.graph, '{ nodes, parameters, states, outputs }');
  const { images, validationImages, batchSize, lanes, workers, averaged, sharing } = options;
  check.wholeNumber('images', images, { min: 1 });
  if (validationImages !== undefined) check.wholeNumber('validationImages', validationImages, { min: 0 });
  if (batchSize !== undefined) check.wholeNumber('batchSize', batchSize, { min: 1 });
  if (lanes !== undefined) checkLanes(lanes);
  if (workers !== undefined && workers !== 'auto') check.wholeNumber('workers', workers, { min: 1 });
  if (averaged !== undefined) check.flag('averaged', averaged);
  if (sharing !== undefined) check.flag('sharing', sharing);
}
