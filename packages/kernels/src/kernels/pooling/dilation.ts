// tfjs kernels Dilation2D, Dilation2DBackpropInput and Dilation2DBackpropFilter: the largest sum of images [n,h,w,c] and a filter
// [fh,fw,c] over them. The backend's own take 0 for the largest of sums below 0.
import { backend_util, type TensorInfo } from '@tensorflow/tfjs-core';
import { convShape, type Shape4D } from '../convolution/conv-shape.ts';
import { withFloats } from '../float-input.ts';
import {
  attributes,
  expectGradientShape,
  inputs,
  type KernelCall,
  type TrainingKernel,
} from '../training-kernel.ts';

interface DilationAttributes {
  readonly strides: [number, number] | number;
  readonly pad: 'same' | 'valid' | number;
  readonly dilations: [number, number] | number;
}

type Shape3D = [number, number, number];

function infoOf(call: KernelCall): backend_util.Conv2DInfo {
  const { x, filter } = inputs<'x' | 'filter'>(call);
  const { strides, pad, dilations } = attributes<DilationAttributes>(call);
  const [image, window] = [x.shape as Shape4D, filter.shape as Shape3D];
  return backend_util.computeDilation2DInfo(image, window, strides, pad, 'NHWC', dilations);
}

export const dilation2D: TrainingKernel = {
  name: 'Dilation2D',
  run(call) {
    const { heap } = call;
    const { x, filter } = inputs<'x' | 'filter'>(call);
    const info = infoOf(call);
    return withFloats(heap, [x, filter], (images, window) => {
      const output = heap.output(info.outShape);
      const [from, by, to] = [heap.address(images), heap.address(window), heap.address(output)];
      heap.kernels.dilation(convShape(heap, info), from, by, to);
      return output;
    });
  },
};

export const dilation2DBackpropInput = gradientKernel('Input');
export const dilation2DBackpropFilter = gradientKernel('Filter');

function gradientKernel(which: 'Input' | 'Filter'): TrainingKernel {
  const name = `Dilation2DBackprop${which}`;
  return {
    name,
    run(call) {
      const { heap } = call;
      const { x, filter, dy } = inputs<'x' | 'filter' | 'dy'>(call);
      const info = infoOf(call);
      expectGradientShape(name, dy, info.outShape);
      return withFloats(heap, [x, filter, dy], (...floats: TensorInfo[]) => {
        const output = heap.output(which === 'Input' ? x.shape : filter.shape);
        heap.fill(output, 0);
        const [images, window, gradient, to] = [...floats, output].map((tensor) => heap.address(tensor));
        const shape = convShape(heap, info);
        if (which === 'Input') heap.kernels.dilationImageGradient(shape, images, window, gradient, to);
        else heap.kernels.dilationFilterGradient(shape, images, window, gradient, to);
        return output;
      });
    },
  };
}
