// A convolution over sequences: one over images that are a single row high (conv2d.ts).
import { KernelError } from '../../../kernel-error.ts';
import type { Shape } from '../../network/graph.ts';
import { activation, count, flag, optional, padding } from '../fields.ts';
import type { ElementwiseActivation } from '../fused-activation.ts';
import type { Operation, Value } from '../operation.ts';
import type { Padding } from '../window.ts';
import { type Conv2dSpec, conv2d } from './conv2d.ts';

/** A convolution over [length, channels]; parameters [kernelSize, channels, filters], then the bias [filters]. */
export interface Conv1dSpec {
  readonly kind: 'conv1d';
  readonly filters: number;
  readonly kernelSize: number;
  readonly stride: number;
  readonly padding: Padding;
  /** Distance between neighboring weights of the kernel; 1 by default. */
  readonly dilation?: number;
  readonly useBias: boolean;
  /** Fused into the layer; 'linear' by default. */
  readonly activation?: ElementwiseActivation;
}

export const conv1d: Operation<Conv1dSpec> = {
  fields: {
    filters: count,
    kernelSize: count,
    stride: count,
    padding,
    dilation: optional(count),
    useBias: flag,
    activation: optional(activation),
  },
  takesActivation: true,

  shapes(spec, [x]) {
    const image = sequenceAsImage('conv1d', x);
    const { output, parameters = [] } = conv2d.shapes(overImages(spec), [image]);
    const [[, ...kernel], ...bias] = parameters;
    return { output: output.slice(1), parameters: [kernel, ...bias] };
  },

  memory: ({ activation = 'linear' }) => ({ readsInputs: true, readsOutput: activation !== 'linear' }),

  bind(spec, context) {
    const [x] = context.inputs;
    return conv2d.bind(overImages(spec), {
      ...context,
      inputs: [{ ...x, ...asImage(x) }],
      output: asImage(context.output),
    });
  },
};

function overImages({ kernelSize, stride, dilation = 1, ...rest }: Conv1dSpec): Conv2dSpec {
  return {
    ...rest,
    kind: 'conv2d',
    kernelSize: [1, kernelSize],
    strides: [1, stride],
    dilations: [1, dilation],
  };
}

/** A value [length, channels] as an image of one row. */
export function asImage(value: Value): Value {
  return { ...value, shape: [1, ...value.shape] };
}

/** The shape of that image, or an error. @throws KernelError UNSUPPORTED */
export function sequenceAsImage(kind: string, shape: Shape): Shape {
  if (shape.length === 2) return [1, ...shape];
  throw new KernelError(
    'UNSUPPORTED',
    `${kind} expects [batch, length, channels], received [batch, ${shape.join(', ')}].`,
  );
}
