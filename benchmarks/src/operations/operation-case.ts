// A call of one tfjs kernel: which tensors go in, and with which attributes. The sweeps in this folder list them.
import * as tf from '@tensorflow/tfjs-core';
import { randomFloats } from '../random-floats.ts';

/** A tensor to be made: floats in [-1, 1), or whole numbers from 0 up to `below`, of any type. */
export interface TensorSpec {
  readonly shape: readonly number[];
  readonly dtype?: 'float32' | 'int32' | 'bool';
  /** 2 by default, for integers and truth values. */
  readonly below?: number;
}

export interface OperationCase {
  /** tfjs' name of the kernel. */
  readonly kernel: string;
  /** What tells this case from the kernel's others, as the tables show it. */
  readonly shape: string;
  readonly inputs: Readonly<Record<string, TensorSpec>>;
  readonly attrs?: Readonly<Record<string, unknown>>;
}

/** Tensors for a case; the caller disposes them. */
export function makeInputs({ inputs }: OperationCase): Record<string, tf.Tensor> {
  const names = Object.keys(inputs);
  return Object.fromEntries(names.map((name, index) => [name, makeTensor(inputs[name], index + 1)]));
}

function makeTensor({ shape, dtype = 'float32', below }: TensorSpec, seed: number): tf.Tensor {
  const floats = randomFloats(
    shape.reduce((product, length) => product * length, 1),
    seed,
  );
  if (dtype === 'float32' && below === undefined) return tf.tensor(floats, [...shape]);
  const whole = Int32Array.from(floats, (value) => Math.floor(((value + 1) / 2) * (below ?? 2)));
  return tf.tensor(whole, [...shape], dtype);
}

/** "[128,784] x [784,10]". */
export function shapeText(...shapes: readonly (readonly number[])[]): string {
  return shapes.map((shape) => `[${shape.join(',')}]`).join(' x ');
}
