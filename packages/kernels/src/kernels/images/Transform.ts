// tfjs kernel Transform: images under a projection, each pixel of the output read where it lies among those of the input. The
// backend's own takes 'reflect' for 'wrap' before the first pixel.
import {
  add,
  cast,
  gather,
  mul,
  type NamedTensorMap,
  reshape,
  scalar,
  sub,
  type Tensor,
  tidy,
} from '@tensorflow/tfjs-core';
import { projectedPlaces, sharesOf, type TransformAttributes } from '../../gradients/sampled-images.ts';
import { attributes, type KernelArguments, type TrainingKernel } from '../training-kernel.ts';

export const transform: TrainingKernel = {
  name: 'Transform',
  run(call) {
    const { image, transforms } = tensors(call);
    const attrs = attributes<TransformAttributes & { fillValue: number }>(call);
    return tidy(() => {
      const [batch, height, width, depth] = image.shape;
      const [rows, columns] = attrs.outputShape ?? [height, width];
      const shape = [batch, rows, columns, depth];
      const pixels = reshape(cast(image, 'float32'), [batch * height * width, depth]);
      const places = projectedPlaces({ shape, image: image.shape, transforms }, attrs);
      const parts = sharesOf(places, image.shape).map(({ ids, share }) => {
        const shares = reshape(share, [batch, rows, columns, 1]);
        return { shares, seen: mul(gather(pixels, ids), shares) };
      });
      const seen = parts.map((part) => part.seen).reduce((total, part) => add(total, part));
      const inside = parts.map(({ shares }) => shares).reduce((total, part) => add(total, part));
      const filled = add(seen, mul(sub(scalar(1), inside), scalar(attrs.fillValue)));
      return cast(filled, image.dtype);
    });
  },
};

// tfjs calls kernels with tensors, whatever their types say.
function tensors({ inputs }: KernelArguments): Record<'image' | 'transforms', Tensor> {
  return inputs as NamedTensorMap & Record<'image' | 'transforms', Tensor>;
}
