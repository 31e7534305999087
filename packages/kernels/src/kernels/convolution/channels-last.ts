// Images in NCHW order, for kernels that compute in NHWC: transposed on the way in and on the way out.
import type { backend_util, TensorInfo } from '@tensorflow/tfjs-core';
import type { Heap } from '../../backend/heap.ts';
import type { Shape4D } from './conv-shape.ts';

type Format = Pick<backend_util.Conv2DInfo, 'dataFormat'>;

/**
 * Calls `run` with `images` in NHWC order: themselves, or transposed copies that are released afterwards. Each is
 * [n,h,w,c] or [n,c,h,w] as the format says; what `run` gives back is as it left it.
 */
export function withChannelsLast(
  heap: Heap,
  { format, images }: { format: Format; images: readonly TensorInfo[] },
  run: (...images: TensorInfo[]) => TensorInfo,
): TensorInfo {
  if (format.dataFormat === 'channelsLast') return run(...images);
  const copies = images.map((tensor) => {
    const [batch, channels, height, width] = tensor.shape;
    const copy = heap.output([batch, height, width, channels]);
    const [from, to] = [heap.address(tensor), heap.address(copy)];
    heap.kernels.transpose(from, batch, channels, height * width, to);
    return copy;
  });
  const result = run(...copies);
  copies.forEach(heap.release);
  return result;
}

/** Images [n,h,w,c] in the order of the format: themselves, or a transposed copy in their place. */
export function toFormat(heap: Heap, format: Format, images: TensorInfo): TensorInfo {
  if (format.dataFormat === 'channelsLast') return images;
  const [batch, height, width, channels] = images.shape;
  const result = heap.output([batch, channels, height, width]);
  const [from, to] = [heap.address(images), heap.address(result)];
  heap.kernels.transpose(from, batch, height * width, channels, to);
  heap.release(images);
  return result;
}

/** The shape of images in NHWC order, of their shape in the order of the format. */
export function channelsLastShape({ dataFormat }: Format, shape: readonly number[]): Shape4D {
  if (dataFormat === 'channelsLast') return shape as Shape4D;
  const [batch, channels, height, width] = shape as Shape4D;
  return [batch, height, width, channels];
}
