// Gradients of convolutions in one, two and three dimensions, and of these gradients again: each of the three kernels of a
// convolution (forward, to the images, to the filter) is linear in both of its inputs, and differentiates to the other two.
// tfjs refuses dilations, and has no gradient for the kernels of a gradient.
import { type GradConfig, getBackend, type NamedTensorMap, type Tensor } from '@tensorflow/tfjs-core';
import { KernelError } from '../kernel-error.ts';
import { gradientOf, type InputGradients, runKernel } from './gradient.ts';

interface ConvolutionAttributes {
  readonly strides: number | number[];
  readonly pad: unknown;
  readonly dataFormat?: string;
  readonly dilations?: number | number[];
  readonly dimRoundingMode?: string;
  readonly inputShape?: number[];
  readonly filterShape?: number[];
}

/** The names of a convolution's three kernels. */
interface Kernels {
  readonly forward: string;
  readonly toImages: string;
  readonly toFilter: string;
}

const families: readonly Kernels[] = [
  { forward: 'Conv2D', toImages: 'Conv2DBackpropInput', toFilter: 'Conv2DBackpropFilter' },
  {
    forward: 'DepthwiseConv2dNative',
    toImages: 'DepthwiseConv2dNativeBackpropInput',
    toFilter: 'DepthwiseConv2dNativeBackpropFilter',
  },
  { forward: 'Conv3D', toImages: 'Conv3DBackpropInputV2', toFilter: 'Conv3DBackpropFilterV2' },
];

/** The kernels of a family as functions: y of x and filter, dx of dy and filter, dfilter of x and dy. */
function functionsOf({ forward, toImages, toFilter }: Kernels, attributes: ConvolutionAttributes) {
  const { strides, pad, dataFormat, dimRoundingMode } = attributes;
  const dilations = attributes.dilations ?? 1;
  const shared = { strides, pad, dataFormat, dilations, dimRoundingMode };
  const backwards = (name: string, inputs: NamedTensorMap, shape: object) => {
    expectDilations(name, dilations);
    return runKernel(name, inputs, { ...shared, ...shape });
  };
  return {
    y: (x: Tensor, filter: Tensor) => runKernel(forward, { x, filter }, shared),
    dx: (dy: Tensor, filter: Tensor, inputShape: number[]) =>
      backwards(toImages, { dy, filter }, { inputShape }),
    dfilter: (x: Tensor, dy: Tensor, filterShape: number[]) =>
      backwards(toFilter, { x, dy }, { filterShape }),
  };
}

function gradientsOf(kernels: Kernels): GradConfig[] {
  return [
    gradientOf<ConvolutionAttributes>(kernels.forward, {
      inputs: ['x', 'filter'],
      of: (dy, [x, filter], attributes): InputGradients => {
        const { dx, dfilter } = functionsOf(kernels, attributes);
        return { x: () => dx(dy, filter, x.shape), filter: () => dfilter(x, dy, filter.shape) };
      },
    }),
    gradientOf<ConvolutionAttributes>(kernels.toImages, {
      inputs: ['dy', 'filter'],
      of: (ddx, [dy, filter], attributes): InputGradients => {
        const { y, dfilter } = functionsOf(kernels, attributes);
        return { dy: () => y(ddx, filter), filter: () => dfilter(ddx, dy, filter.shape) };
      },
    }),
    gradientOf<ConvolutionAttributes>(kernels.toFilter, {
      inputs: ['x', 'dy'],
      of: (ddfilter, [x, dy], attributes): InputGradients => {
        const { y, dx } = functionsOf(kernels, attributes);
        return { x: () => dx(dy, ddfilter, x.shape), dy: () => y(x, ddfilter) };
      },
    }),
  ];
}

// Other backends' kernels pay no heed to dilations on the way back.
function expectDilations(name: string, dilations: ConvolutionAttributes['dilations']): void {
  const isDilated = [dilations ?? 1].flat().some((dilation) => dilation !== 1);
  if (!isDilated || getBackend() === 'wasm') return;
  throw new KernelError(
    'UNSUPPORTED',
    `${name} takes dilations on the 'wasm' backend only; this is '${getBackend()}', and they are ${dilations}. ` +
      "Call tf.setBackend('wasm').",
  );
}

export const convolutionGradients: readonly GradConfig[] = families.flatMap(gradientsOf);
