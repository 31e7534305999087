// What a layer costs for one image: multiply-adds of its forward pass, and the memory of its output. Counted from
// shapes and class names, so that it holds for models from anywhere, saved ones included.

/** What the counts need to know of a layer. Shapes are of one sample, without the batch. */
export interface CountedLayer {
  /** Keras' class name, such as Conv2D. */
  readonly type: string;
  readonly outputShape: readonly number[];
  /** Shape of the kernel: `[inputs, outputs]` or `[height, width, inputs, outputs]`; absent without one. */
  readonly kernelShape?: readonly number[];
}

const bytesPerFloat = 4;

/** Layers whose output is their input's memory under another shape, or that keep none. */
const views: readonly string[] = ['InputLayer', 'Flatten', 'Reshape'];

/**
 * Multiply-adds of the forward pass for one sample: kernel products of dense and convolutional layers. Biases,
 * activations, pooling and dropout are not counted; neither are kinds of layer that this course does not use.
 */
export function multiplyAdds({ type, outputShape, kernelShape }: CountedLayer): number {
  if (kernelShape === undefined) return 0;
  const kernel = product(kernelShape);
  if (type === 'Dense') return kernel * product(outputShape.slice(0, -1));
  // Every kernel value meets every output position once; of a depthwise kernel too.
  if (type === 'Conv2D' || type === 'DepthwiseConv2D') return kernel * product(outputShape.slice(0, -1));
  return 0;
}

/** Bytes of the layer's float32 output for one sample, as kept for the backward pass; views cost nothing. */
export function activationBytes({ type, outputShape }: CountedLayer): number {
  return views.includes(type) ? 0 : bytesPerFloat * product(outputShape);
}

function product(sizes: readonly number[]): number {
  return sizes.reduce((result, size) => result * size, 1);
}
