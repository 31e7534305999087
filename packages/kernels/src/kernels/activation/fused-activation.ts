// What tfjs' fused kernels do to the output z of a product or convolution: a bias of any shape that broadcasts, then an
// activation.
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { util } from '@tensorflow/tfjs-core';
import type { Heap } from '../../backend/heap.ts';
import { KernelError } from '../../kernel-error.ts';
import { broadcasting } from '../elementwise/broadcast.ts';

const sum = broadcasting('add');
const prelu = broadcasting('prelu');

/** Numbers as in assembly/activation/activation.ts. */
const LINEAR = 0;
const inPlace: Readonly<Record<string, number | undefined>> = { linear: LINEAR, relu: 1, elu: 2, sigmoid: 7 };

/** What tfjs tells of an activation, with the tensors that belong to it. */
export interface Fused {
  readonly activation: string;
  readonly bias?: TensorInfo;
  readonly preluActivationWeights?: TensorInfo;
  readonly leakyreluAlpha?: number;
}

/** What a compiled kernel takes along: the address of a bias for each channel, 0 for none, and an activation's number. */
export interface CompiledFusion {
  readonly bias: number;
  readonly activation: number;
}

/** Neither bias nor activation. */
export const NO_FUSION: CompiledFusion = { bias: 0, activation: LINEAR };

/** Bias and activation as the compiled kernels take them along, or nothing where they cannot. */
export function compiledFusion(
  heap: Heap,
  { activation, bias }: Fused,
  channels: number,
): CompiledFusion | undefined {
  const number = inPlace[activation];
  if (number === undefined || (bias && !isPerChannel(bias, channels))) return;
  return { bias: bias ? heap.address(bias) : 0, activation: number };
}

function isPerChannel({ dtype, shape }: TensorInfo, channels: number): boolean {
  return dtype === 'float32' && shape.at(-1) === channels && util.sizeFromShape(shape) === channels;
}

/**
 * activation(z + bias), in the place of z, which must be an output of this kernel.
 *
 * @throws KernelError UNSUPPORTED for an activation that tfjs does not fuse
 */
export function fuse(heap: Heap, z: TensorInfo, fused: Fused): TensorInfo {
  const channels = z.shape.at(-1) ?? 1;
  const compiled = compiledFusion(heap, fused, channels);
  if (!compiled) return activated(heap, fused.bias ? sumWith(heap, z, fused.bias) : z, fused);
  const rows = util.sizeFromShape(z.shape) / (channels || 1);
  heap.kernels.biasActivation(heap.address(z), rows, channels, compiled.bias, compiled.activation);
  return z;
}

function sumWith(heap: Heap, a: TensorInfo, b: TensorInfo): TensorInfo {
  return replaced(heap, a, sum(heap, a, b));
}

function replaced(heap: Heap, old: TensorInfo, next: TensorInfo): TensorInfo {
  heap.release(old);
  return next;
}

function activated(heap: Heap, z: TensorInfo, fused: Fused): TensorInfo {
  const { activation, preluActivationWeights: alpha, leakyreluAlpha = 0 } = fused;
  const size = util.sizeFromShape(z.shape);
  const number = inPlace[activation];
  if (number !== undefined) {
    heap.kernels.biasActivation(heap.address(z), 1, size, 0, number);
    return z;
  }
  if (activation === 'relu6') {
    heap.kernels.clip(heap.address(z), heap.address(z), size, 0, 6);
    return z;
  }
  if (activation === 'prelu' && alpha) return replaced(heap, z, prelu(heap, z, alpha));
  if (activation === 'leakyrelu') {
    const slope = heap.output([]);
    heap.fill(slope, leakyreluAlpha);
    const result = prelu(heap, z, slope);
    heap.release(slope);
    return replaced(heap, z, result);
  }
  throw new KernelError(
    'UNSUPPORTED',
    `The training kernels fuse the activations linear, relu, relu6, elu, sigmoid, prelu (with its weights) and ` +
      `leakyrelu, received ${activation}. Call the activation by itself after the product or convolution.`,
  );
}
