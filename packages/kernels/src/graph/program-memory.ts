// The memory in which programs work, alone or several over the same vectors, and how much of it they need.
import { check } from '../check.ts';
import { KernelError } from '../kernel-error.ts';
import type { Arithmetic } from '../wasm-module.ts';
import { createArena, createCountingArena } from './arena.ts';
import { bindProgram, type ProgramShape } from './bind-program.ts';
import { checkProgramOptions } from './check-graph.ts';
import { layOutParameters } from './parameter-layout.ts';
import { checkVectors, layOutVectors, type TrainingVectors, type VectorOptions } from './training-vectors.ts';

const PAGE_BYTES = 65536;
const MOST_PAGES = 65536;
/** Each program ends within a page and asks for a few at a time; rounding up costs nothing but addresses. */
const SLACK_PAGES = 16;

/** Plain data where the memory is shared: it can be sent to a worker, whose program then works on the same vectors. */
export interface TrainingMemory {
  readonly memory: WebAssembly.Memory;
  readonly vectors: TrainingVectors;
}

/** What a memory has to hold: the programs that will share it, and the vectors of training. */
export interface TrainingMemoryOptions extends ProgramShape, Pick<VectorOptions, 'lanes' | 'averaged'> {
  /** Whether several threads are to see it; needs SharedArrayBuffer. No by default. */
  readonly shared?: boolean;
  /** How many programs will be made in it. 1 by default. */
  readonly plans?: number;
  readonly arithmetic?: Arithmetic;
}

/** Bytes of WebAssembly memory that training takes. */
export interface TrainingBytes {
  /** Parameters, moments and the lanes' gradients: once. */
  readonly vectors: number;
  /** Activations and scratch memory: for each program. */
  readonly plan: number;
  readonly total: number;
}

/** What a memory's options may have beside those of its programs. */
export const memoryOptions = ['shards', 'lanes', 'averaged', 'shared', 'plans', 'arithmetic'];

/** Works out, without allocating it, the memory of a training. @throws KernelError INVALID_ARGUMENT, UNSUPPORTED */
export function trainingBytes(options: TrainingMemoryOptions): TrainingBytes {
  checkProgramOptions('trainingBytes', options, memoryOptions);
  const { arithmetic = 'deterministic', plans = 1 } = options;
  const arena = createCountingArena(arithmetic);
  const vectors = layOutVectors(arena, vectorOptions(options));
  const vectorBytes = arena.used();
  bindProgram(arena, { ...options, vectors, training: true });
  const plan = arena.used() - vectorBytes;
  return { vectors: vectorBytes, plan, total: vectorBytes + plans * plan };
}

/** @throws KernelError INVALID_ARGUMENT; OUT_OF_MEMORY with the bytes that are needed; UNSUPPORTED where the operations do not fit together */
export function createTrainingMemory(options: TrainingMemoryOptions): TrainingMemory {
  checkProgramOptions('createTrainingMemory', options, memoryOptions);
  const { arithmetic = 'deterministic', plans = 1, shared = false } = options;
  const { total } = trainingBytes(options);
  const pages = Math.ceil(total / PAGE_BYTES) + (plans + 1) * SLACK_PAGES;
  if (pages > MOST_PAGES) throw outOfMemory(total);
  const memory = allocate({ initial: 1, maximum: pages, shared }, total);
  const vectors = layOutVectors(createArena({ memory, arithmetic }), vectorOptions(options));
  return { memory, vectors };
}

/** @throws KernelError INVALID_ARGUMENT */
export function checkTrainingMemory(name: string, training: TrainingMemory): void {
  check.record(name, training, '{ memory, vectors }, of createTrainingMemory()');
  checkVectors({ memory: training.memory, vectors: training.vectors });
}

function vectorOptions({ graph, lanes, averaged }: TrainingMemoryOptions): VectorOptions {
  const { gradient, total } = layOutParameters(graph);
  return { count: gradient, frozen: total - gradient, lanes, averaged };
}

function allocate(descriptor: WebAssembly.MemoryDescriptor, total: number): WebAssembly.Memory {
  try {
    return new WebAssembly.Memory(descriptor);
  } catch (cause) {
    throw outOfMemory(total, cause);
  }
}

function outOfMemory(bytes: number, cause?: unknown): KernelError {
  return new KernelError(
    'OUT_OF_MEMORY',
    `Training needs ${Math.ceil(bytes / 2 ** 20)} MiB of WebAssembly memory; the engine gives at most ` +
      `${(MOST_PAGES * PAGE_BYTES) / 2 ** 20} MiB, or less where the machine is full. Use a smaller batch, fewer workers or a smaller model.`,
    { cause },
  );
}
