// The contract of an operation: its shape rule, and its forward and backward pass over fixed addresses. An operation knows
// nothing of the network around it; which of its values are kept, and for how long, is decided by layout.ts from what the
// operation says that its backward pass reads.
import type { Arena } from '../memory/arena.ts';
import type { Shape } from '../network/graph.ts';
import type { FieldChecks } from './fields.ts';

/** The shapes that follow from an operation and its inputs. */
export interface OperationShapes {
  readonly output: Shape;
  /** Of the parameters in Keras' order; none by default. */
  readonly parameters?: readonly Shape[];
  /** Of the states; none by default. */
  readonly states?: readonly Shape[];
}

/** How an operation uses memory. What is left out costs more memory, never correctness. */
export interface MemoryUse {
  /** Whether the backward pass reads the inputs' values. */
  readonly readsInputs: boolean;
  /** Whether the backward pass reads the output's values. */
  readonly readsOutput: boolean;
  /** The output is the first input under another shape: the operation is not run at all. */
  readonly isView?: boolean;
  /**
   * The forward pass works where the output lies at the address of the first input, and the backward pass where the
   * input's gradient lies at that of the output's. An operation with this never reads its inputs in the backward pass.
   */
  readonly inPlace?: boolean;
  /**
   * The backward pass works where the gradient by one of the inputs lies at the address of the output's: it equals this, or is
   * written over it.
   */
  readonly passesGradient?: boolean;
  /** The backward pass can add to an input's gradient (`Input.adds`) instead of writing it. */
  readonly addsGradient?: boolean;
  /** Bytes for each row that the forward pass leaves for the backward pass, such as a mask. 0 by default. */
  readonly savedBytes?: number;
}

/** A value in memory: [rows, ...shape] floats, and the gradient by them. */
export interface Value {
  readonly shape: Shape;
  /** Number of floats of one row. */
  readonly size: number;
  /** Address of the floats. */
  readonly address: number;
  /** Address of the gradient; 0 where nobody needs it. */
  readonly gradient: number;
}

/** An operation's input. */
export interface Input extends Value {
  /** Whether `gradient` holds what a later consumer has written, to be added to. Only where `addsGradient` is declared. */
  readonly adds: boolean;
}

/** A weight or bias in memory. */
export interface ParameterSlot {
  /** Address of the values. */
  readonly address: number;
  /** Bytes from the start of a gradient vector; meaningless where it is frozen. */
  readonly offset: number;
  readonly count: number;
  /** Whether a gradient is asked for. */
  readonly trainable: boolean;
}

/** A running average in memory. */
export interface StateSlot {
  /** Address of the values that evaluation uses. */
  readonly address: number;
  /**
   * Bytes from the start of a gradient vector, where the observation of a step is summed up like a gradient: each shard
   * contributes its own, times `scale` times its rows times `weight`.
   */
  readonly offset: number;
  readonly count: number;
  /** Weight of the observation beside: 1, or less where several nodes share the state, each observing its part. */
  readonly weight: number;
}

/** What an operation is bound to. */
export interface LayerContext {
  readonly arena: Arena;
  readonly inputs: readonly Input[];
  readonly output: Value;
  readonly parameters: readonly ParameterSlot[];
  readonly states: readonly StateSlot[];
  /** Most rows that a pass has. */
  readonly rows: number;
  /** Most shards that a pass has. */
  readonly shards: number;
  /** Address of `savedBytes` for each of `rows` rows; 0 where none are asked for, or in a program for inference. */
  readonly saved: number;
  /** Whether the program trains; otherwise there are neither gradients nor a backward pass. */
  readonly training: boolean;
}

/** Consecutive rows of a pass whose gradients are summed in a vector of their own. */
export interface Shard {
  /** Its first row in the pass. */
  readonly first: number;
  readonly rows: number;
  /** Address of the gradient vector. */
  readonly gradients: number;
  /** Add to what is in the gradient vector (true) or begin anew. */
  readonly accumulate: boolean;
}

/** What a pass of training has beside its rows. */
export interface TrainingPass {
  /** Of the training step, counted from 0 over the whole run. Random numbers depend on it. */
  readonly step: number;
  /** Position of the first row in the step's batch. Random numbers depend on it. */
  readonly firstSample: number;
  /** Weight of each row in the gradient: 1 / batch size for the mean. */
  readonly scale: number;
  /** The rows in order, without gaps. */
  readonly shards: readonly Shard[];
}

/** An operation over fixed addresses. */
export interface BoundOperation {
  /** Computes the output of the first `rows` rows. Without `training` as in evaluation. */
  forward(rows: number, training?: TrainingPass): void;
  /**
   * From output.gradient, which it may overwrite, writes the gradient by each input that asks for one, of all rows, and the
   * gradient by the parameters of each shard: finished before it is added to what is there. Parameters shared by several
   * nodes are accumulated: the shards then say so.
   */
  backward(rows: number, training: TrainingPass): void;
  /** Whether everything that forward computed is finite, where the output does not show it. */
  isFinite?(rows: number): boolean;
}

/** An operation: a record of functions of its specification. */
export interface Operation<Spec> {
  /** What the fields of the specification may be. */
  readonly fields: FieldChecks<Spec>;
  /** Whether rows of a training pass influence each other, as in batch normalization. No by default. */
  mixesRows?(spec: Spec): boolean;
  /** An elementwise activation that follows can be taken into the specification as `activation`. No by default. */
  readonly takesActivation?: boolean;
  /** @throws KernelError UNSUPPORTED where operation and inputs do not fit, without the layer's name, which the caller adds */
  shapes(spec: Spec, inputs: readonly Shape[]): OperationShapes;
  memory(spec: Spec, shapes: { readonly inputs: readonly Shape[]; readonly output: Shape }): MemoryUse;
  bind(spec: Spec, context: LayerContext): BoundOperation;
}

/** Address of a row of a value's floats. */
export function rowAddress({ address, size }: Value, row: number): number {
  return address + row * size * 4;
}

/** Address of a row of a value's gradient; 0 where there is none. */
export function rowGradient({ gradient, size }: Value, row: number): number {
  return gradient && gradient + row * size * 4;
}

/** Address of a parameter's gradient in a shard's vector; 0 where none is asked for. */
export function parameterGradient(slot: ParameterSlot | undefined, shard: Shard): number {
  return slot?.trainable ? shard.gradients + slot.offset : 0;
}

/** Whether so many floats at an address are neither NaN nor infinite. */
export function areFinite({ buffer }: WebAssembly.Memory, address: number, count: number): boolean {
  return new Float32Array(buffer, address, count).every(Number.isFinite);
}
