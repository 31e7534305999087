// Activations that work on each number by itself, by Keras' names. Each can be fused into the operation before it, as its
// derivative follows from its output alone. Those whose derivative needs the input: activation/self-gated-activation.ts.
import { check } from '../../check.ts';
import type { Arena } from '../memory/arena.ts';

/** Activations without a parameter, in the order of their numbers in assembly/activation/activation.ts. */
export const elementwiseActivations = [
  'linear',
  'relu',
  'elu',
  'selu',
  'softplus',
  'softsign',
  'tanh',
  'sigmoid',
  'hard_sigmoid',
  'exponential',
  'relu6',
] as const;

/** Activations with a parameter, whose numbers follow. */
const parametricActivations = ['clippedRelu', 'leakyRelu', 'elu', 'thresholdedRelu'] as const;

/** An activation with a parameter. */
export interface ParametricActivation {
  readonly name: (typeof parametricActivations)[number];
  /**
   * clippedRelu: the upper bound, above 0. leakyRelu: the slope below zero, 0 or more. elu: the factor below zero, above 0.
   * thresholdedRelu: the number up to which the output is 0, 0 or more.
   */
  readonly parameter: number;
}

/** An activation that works on each number by itself. */
export type ElementwiseActivation = (typeof elementwiseActivations)[number] | ParametricActivation;

/** By what the compiled kernels know an activation: its number, or the address of a record with its parameter. */
export function activationCode(activation: ElementwiseActivation, arena: Arena): number {
  if (typeof activation === 'string') return elementwiseActivations.indexOf(activation);
  const code = elementwiseActivations.length + parametricActivations.indexOf(activation.name);
  const [bits] = new Int32Array(Float32Array.of(activation.parameter).buffer);
  return arena.record([code, bits]);
}

/** @throws KernelError INVALID_ARGUMENT */
export function checkActivation(name: string, value: unknown): void {
  if (typeof value !== 'object' || value === null) {
    check.oneOf(name, value, elementwiseActivations);
    return;
  }
  check.that('name' in value, name, {
    expected: `one of ${elementwiseActivations.join(', ')}, or { name, parameter }`,
    value,
  });
  check.options(name, value, ['name', 'parameter']);
  const activation: Partial<ParametricActivation> = value;
  check.oneOf(`${name}.name`, activation.name, parametricActivations);
  const isOpen = activation.name === 'clippedRelu' || activation.name === 'elu';
  check.number(`${name}.parameter`, activation.parameter, isOpen ? { above: 0 } : { min: 0 });
}
