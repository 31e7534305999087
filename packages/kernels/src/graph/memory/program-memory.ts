// The memory in which programs work, alone or several over the same vectors, and how much of it they need.
import { check } from '../../check.ts';
import { KernelError } from '../../kernel-error.ts';
import type { Arithmetic } from '../../wasm/wasm-module.ts';
import { bindProgram, type ProgramShape } from '../bind-program.ts';
import { checkProgramOptions } from '../network/check-graph.ts';
import { createArena, createCountingArena } from './arena.ts';
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
  /** Vectors, programs, and the page that every memory begins with. */
  readonly total: number;
  /** Whether one memory can be so large. */
  readonly fits: boolean;
}

/** What a memory's options may have beside those of its programs. */
export const memoryOptions = ['shards', 'lanes', 'averaged', 'shared', 'plans', 'arithmetic'];

/** Works out, without allocating it, the memory of a training. @throws KernelError INVALID_ARGUMENT, UNSUPPORTED */
export function trainingBytes(options: TrainingMemoryOptions): TrainingBytes {
  checkProgramOptions('trainingBytes', options, memoryOptions);
  const { arithmetic = 'deterministic', plans = 1 } = options;
  // Each asks for pages of its own, as threads do.
  const [ofVectors, ofProgram] = [createCountingArena(arithmetic), createCountingArena(arithmetic)];
  const vectors = layOutVectors(ofVectors, vectorOptions(options));
  bindProgram(ofProgram, { ...options, vectors, training: true });
  const plan = ofProgram.used();
  const total = PAGE_BYTES + ofVectors.used() + plans * plan;
  return { vectors: ofVectors.used(), plan, total, fits: pagesFor(total, plans) <= MOST_PAGES };
}

/** @throws KernelError INVALID_ARGUMENT; OUT_OF_MEMORY with the bytes that are needed; UNSUPPORTED where the operations do not fit together */
export function createTrainingMemory(options: TrainingMemoryOptions): TrainingMemory {
  checkProgramOptions('createTrainingMemory', options, memoryOptions);
  const { arithmetic = 'deterministic', plans = 1, shared = false } = options;
  const { total } = trainingBytes(options);
  const pages = pagesFor(total, plans);
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

function pagesFor(bytes: number, plans: number): number {
  return Math.ceil(bytes / PAGE_BYTES) + (plans + 1) * SLACK_PAGES;
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
