// tfjs kernels ResizeBilinearGrad and ResizeNearestNeighborGrad: the gradient dy [n,oh,ow,c] to that of the images [n,h,w,c].
// The backend's own take every image as one whose corners are aligned, or not, and know nothing of half-pixel centers.
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Heap } from '../../backend/heap.ts';
import { withFloats } from '../float-input.ts';
import { attributes, inputs, type TrainingKernel } from '../training-kernel.ts';

/** How the pixels of the output lie over those of the input. */
export interface ResizeAttributes {
  readonly alignCorners?: boolean;
  readonly halfPixelCenters?: boolean;
}

export const resizeBilinearGrad = gradientKernel('ResizeBilinearGrad', between);
export const resizeNearestNeighborGrad = gradientKernel('ResizeNearestNeighborGrad', nearest);

/** An axis of the input and of the output. */
export interface ResizedAxis extends ResizeAttributes {
  readonly length: number;
  readonly resized: number;
}

/** The two places of the input that a place of the output lies between, and the share of the second in it. */
export interface Sample {
  readonly low: number;
  readonly high: number;
  readonly share: number;
}

/** Where a place of the output lies for bilinear interpolation. */
export function between(place: number, axis: ResizedAxis): Sample {
  const at = axis.halfPixelCenters ? scaleOf(axis) * (place + 0.5) - 0.5 : scaleOf(axis) * place;
  const low = Math.max(0, Math.floor(at));
  const high = Math.min(axis.length - 1, Math.ceil(at));
  return low >= high ? { low: high, high, share: 0 } : { low, high, share: at - low };
}

/** Which place of the input a place of the output shows, where it shows only one. */
export function nearest(place: number, axis: ResizedAxis): Sample {
  const at = scaleOf(axis) * (axis.halfPixelCenters ? place + 0.5 : place);
  const low = Math.min(axis.length - 1, axis.alignCorners ? Math.round(at) : Math.floor(at));
  return { low, high: low, share: 0 };
}

function scaleOf({ length, resized, alignCorners }: ResizedAxis): number {
  return alignCorners && resized > 1 ? (length - 1) / (resized - 1) : length / resized;
}

function gradientKernel(name: string, sample: (place: number, axis: ResizedAxis) => Sample): TrainingKernel {
  return {
    name,
    run(call) {
      const { heap } = call;
      const { images, dy } = inputs<'images' | 'dy'>(call);
      const centers = attributes<ResizeAttributes>(call);
      return withFloats(heap, [dy], (gradient) => {
        const output = heap.output(images.shape);
        heap.fill(output, 0);
        const [batch, height, width, depth] = images.shape;
        const [, rows, columns] = dy.shape;
        const [down, across] = [
          samplesOf(heap, sample, { ...centers, length: height, resized: rows }),
          samplesOf(heap, sample, { ...centers, length: width, resized: columns }),
        ];
        heap.kernels.resizeGradient(
          heap.address(gradient),
          batch,
          rows,
          columns,
          depth,
          heap.address(down.places),
          heap.address(down.shares),
          heap.address(across.places),
          heap.address(across.shares),
          height,
          width,
          heap.address(output),
        );
        for (const { places, shares } of [down, across]) {
          heap.release(places);
          heap.release(shares);
        }
        return output;
      });
    },
  };
}

interface Samples {
  readonly places: TensorInfo;
  readonly shares: TensorInfo;
}

function samplesOf(
  heap: Heap,
  sample: (place: number, axis: ResizedAxis) => Sample,
  axis: ResizedAxis,
): Samples {
  const samples = Array.from({ length: axis.resized }, (_, place) => sample(place, axis));
  const places = heap.output([axis.resized, 2], 'int32');
  const shares = heap.output([axis.resized]);
  const { buffer, byteOffset, length } = heap.floats(places);
  new Int32Array(buffer, byteOffset, length).set(samples.flatMap(({ low, high }) => [low, high]));
  heap.floats(shares).set(samples.map(({ share }) => share));
  return { places, shares };
}
