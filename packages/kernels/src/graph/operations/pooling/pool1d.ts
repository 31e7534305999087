// Pooling over sequences: that over images which are a single row high (max-pool2d.ts, average-pool2d.ts).

import { asImage, sequenceAsImage } from '../convolution/conv1d.ts';
import { count, padding } from '../fields.ts';
import type { LayerContext, Operation } from '../operation.ts';
import type { Padding } from '../window.ts';
import { averagePool2d } from './average-pool2d.ts';
import { maxPool2d } from './max-pool2d.ts';

interface Pool1d {
  readonly poolSize: number;
  readonly stride: number;
  readonly padding: Padding;
}

/** The largest value of each window over [length, channels], for each channel. It has no parameters. */
export interface MaxPool1dSpec extends Pool1d {
  readonly kind: 'maxPool1d';
}

/** The mean of each window over [length, channels], for each channel. It has no parameters. */
export interface AveragePool1dSpec extends Pool1d {
  readonly kind: 'averagePool1d';
}

export const maxPool1d: Operation<MaxPool1dSpec> = {
  fields: { poolSize: count, stride: count, padding },
  shapes(spec, [x]) {
    const image = sequenceAsImage('maxPool1d', x);
    return { output: maxPool2d.shapes({ kind: 'maxPool2d', ...overImages(spec) }, [image]).output.slice(1) };
  },
  memory: () => ({ readsInputs: true, readsOutput: false }),
  bind: (spec, context) => maxPool2d.bind({ kind: 'maxPool2d', ...overImages(spec) }, imageContext(context)),
};

export const averagePool1d: Operation<AveragePool1dSpec> = {
  fields: { poolSize: count, stride: count, padding },
  shapes(spec, [x]) {
    const image = sequenceAsImage('averagePool1d', x);
    const { output } = averagePool2d.shapes({ kind: 'averagePool2d', ...overImages(spec) }, [image]);
    return { output: output.slice(1) };
  },
  memory: () => ({ readsInputs: false, readsOutput: false }),
  bind: (spec, context) =>
    averagePool2d.bind({ kind: 'averagePool2d', ...overImages(spec) }, imageContext(context)),
};

function overImages({ poolSize, stride, padding }: Pool1d) {
  return { poolSize: [1, poolSize], strides: [1, stride], padding } as const;
}

function imageContext(context: LayerContext): LayerContext {
  const [x] = context.inputs;
  return { ...context, inputs: [{ ...x, ...asImage(x) }], output: asImage(context.output) };
}
