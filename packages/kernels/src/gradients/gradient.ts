// How a gradient is written down for tfjs' registry: what it keeps of the forward pass, and one function for each input.
import {
  engine,
  type GradConfig,
  type NamedAttrMap,
  type NamedTensorMap,
  type Tensor,
} from '@tensorflow/tfjs-core';

/** The gradient of each input, by its name, worked out only if it is asked for. */
export type InputGradients = Record<string, () => Tensor>;

/** A kernel's gradient. */
export interface Gradient<Attributes extends object> {
  /** Inputs to keep, by name. */
  readonly inputs?: readonly string[];
  /** Whether to keep the output too, behind the inputs. */
  readonly output?: boolean;
  /** `dy` is the gradient of the output, `saved` what was kept; an input that the call did not have is missing there. */
  of(dy: Tensor, saved: Tensor[], attributes: Attributes): InputGradients;
}

/** The gradient of a kernel with one output. */
export function gradientOf<Attributes extends object>(
  kernelName: string,
  { inputs = [], output = false, of }: Gradient<Attributes>,
): GradConfig {
  return {
    kernelName,
    inputsToSave: [...inputs],
    outputsToSave: [output],
    gradFunc: (dy, saved, attrs) => of([dy].flat()[0], saved, attrs as NamedAttrMap & Attributes),
  };
}

/** The gradient of a kernel with a list of outputs, of which it keeps those that `outputs` has true. */
export function gradientOfOutputs<Attributes extends object>(
  kernelName: string,
  {
    inputs = [],
    outputs = [],
    of,
  }: {
    inputs?: readonly string[];
    outputs?: readonly boolean[];
    of(dys: Tensor[], saved: Tensor[], attributes: Attributes): InputGradients;
  },
): GradConfig {
  return {
    kernelName,
    inputsToSave: [...inputs],
    outputsToSave: [...outputs],
    // Of a list of one tfjs passes the tensor alone.
    gradFunc: (dys, saved, attrs) => of([dys].flat(), saved, attrs as NamedAttrMap & Attributes),
  };
}

/** A function of one input whose slope its output tells. */
export interface SlopeOfOutput<Attributes extends object> {
  /** The input's name. */
  readonly input: string;
  forward(x: Tensor, attributes: Attributes): Tensor;
  of(dy: Tensor, y: Tensor, attributes: Attributes): Tensor;
}

/**
 * The gradient of a function from its output, which spares keeping the input. The output that tfjs keeps is none that its
 * tape knows: inside two gradients the input is kept as well, and the output worked out again where it may be differentiated.
 */
export function gradientFromOutput<Attributes extends object>(
  kernelName: string,
  { input, forward, of }: SlopeOfOutput<Attributes>,
): GradConfig {
  return {
    kernelName,
    get inputsToSave() {
      return engine().state.gradientDepth > 1 ? [input] : [];
    },
    outputsToSave: [true],
    gradFunc: (dy, saved, attrs) => {
      const attributes = attrs as NamedAttrMap & Attributes;
      const y = saved[saved.length - 1];
      const isLinked = saved.length > 1 && engine().isTapeOn();
      return { [input]: () => of([dy].flat()[0], isLinked ? forward(saved[0], attributes) : y, attributes) };
    },
  };
}

/** A kernel's one output, on the tape. */
export function runKernel(name: string, inputs: NamedTensorMap, attributes: object = {}): Tensor {
  return engine().runKernel<Tensor>(name, inputs, attributes as NamedAttrMap);
}
