// Layers of neurons, and layers in a row. The lesson's text is in lesson.md.
import { type CurveName, curves } from '@nn101/scratch';

/** Neurons side by side: all see the same inputs. */
export interface Layer {
  /** weights[unit][input] */
  readonly weights: readonly (readonly number[])[];
  /** biases[unit] */
  readonly biases: readonly number[];
  /** Name of a curve; `curves[activation].value(z)` is a. */
  readonly activation: CurveName;
}

/** One number for each unit of the layer. Your turn: for now it answers 0 and bends that. */
export function forwardLayer({ biases, activation }: Layer, _inputs: readonly number[]): number[] {
  return biases.map(() => curves[activation].value(0));
}

/** What comes out at the end, when each layer reads what the one before it said. Your turn. */
export function forward(_layers: readonly Layer[], inputs: readonly number[]): readonly number[] {
  return inputs;
}

/** How many weights and biases there are to learn. Your turn. */
export function parameterCount(_layers: readonly Layer[]): number {
  return 0;
}
