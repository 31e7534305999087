// The vectors that are as long as the model has parameters, each in one piece: what plans in several threads share.
import { check } from '../../check.ts';
import type { Arena } from './arena.ts';

/** Addresses. Plain data: with the memory they lie in, they can be sent to a worker. */
export interface TrainingVectors {
  /** Number of elements that training changes: trained parameters and states. */
  readonly count: number;
  /** Number of elements of the frozen parameters behind them. */
  readonly frozen: number;
  /** All parameters and states, as parameter-layout.ts says. */
  readonly parameters: number;
  /** What the optimizer keeps of each weight: Adam's running means, or the velocity and nothing. */
  readonly moments: readonly [number, number];
  /** The gradient of each lane of a batch; the first gets their sum. */
  readonly lanes: readonly number[];
  /** The running mean of the weights; 0 where none is kept. */
  readonly average: number;
}

/** How many vectors of parameters training needs, and how long they are. */
export interface VectorOptions {
  /** Number of elements that training changes. */
  readonly count: number;
  /** Number of elements of frozen parameters. 0 by default. */
  readonly frozen?: number;
  /** Lanes of a batch, whose gradients are computed apart. 1 by default. */
  readonly lanes?: number;
  /** Whether to keep a running mean of the weights. No by default. */
  readonly averaged?: boolean;
}

export function layOutVectors(
  arena: Arena,
  { count, frozen = 0, lanes = 1, averaged = false }: VectorOptions,
): TrainingVectors {
  const vector = () => arena.allocate(count * 4);
  return {
    count,
    frozen,
    parameters: arena.allocate((count + frozen) * 4),
    moments: [vector(), vector()],
    lanes: Array.from({ length: lanes }, vector),
    average: averaged ? vector() : 0,
  };
}

/** The vectors as arrays over the memory; to be taken afresh when a memory that is not shared has grown. */
export interface VectorViews {
  readonly parameters: Float32Array;
  readonly moments: readonly [Float32Array, Float32Array];
  /** The gradient of each lane; the first one's becomes the sum of all. */
  readonly laneGradients: readonly Float32Array[];
  readonly average?: Float32Array;
}

/**
 * The vectors as arrays over the memory. A view ends when the memory grows: take them afresh.
 *
 * @throws KernelError INVALID_ARGUMENT
 */
export function viewVectors(memory: WebAssembly.Memory, vectors: TrainingVectors): VectorViews {
  checkVectors({ memory, vectors });
  const { buffer } = memory;
  const view = (address: number) => new Float32Array(buffer, address, vectors.count);
  const [first, second] = vectors.moments;
  return {
    parameters: new Float32Array(buffer, vectors.parameters, vectors.count + vectors.frozen),
    moments: [view(first), view(second)],
    laneGradients: vectors.lanes.map(view),
    ...(vectors.average && { average: view(vectors.average) }),
  };
}

/** @throws KernelError INVALID_ARGUMENT unless the vectors can lie in the memory */
export function checkVectors({
  memory,
  vectors,
}: {
  memory: WebAssembly.Memory;
  vectors: TrainingVectors;
}): void {
  check.instance('memory', memory, [WebAssembly.Memory]);
  check.record('vectors', vectors, '{ count, frozen, parameters, moments, lanes, average }');
  const { count, frozen, parameters, moments, lanes, average } = vectors;
  const most = memory.buffer.byteLength;
  check.wholeNumber('vectors.count', count, { min: 0, max: most / 4 });
  check.wholeNumber('vectors.frozen', frozen, { min: 0, max: most / 4 });
  check.numbers('vectors.moments', moments, { min: 0, max: most, length: 2 });
  check.numbers('vectors.lanes', lanes, { min: 0, max: most });
  for (const [name, address] of Object.entries({ parameters, average })) {
    check.wholeNumber(`vectors.${name}`, address, { min: 0, max: most - count * 4 });
  }
}
