// Images whose rows and columns become whole numbers of times as many: each pixel repeated, or bilinear interpolation as
// Keras' UpSampling2D had it before version 2.3, and tfjs-layers' has it: pixel 0 stays at 0, and behind the last one is
// nothing but itself.
import type { Arena } from '../../memory/arena.ts';
import { oneOf, pair } from '../fields.ts';
import type { Operation } from '../operation.ts';
import { imageShape, type Pair } from '../window.ts';

/** [height, width, channels] to [height * size[0], width * size[1], channels]. */
export interface UpSampling2dSpec {
  readonly kind: 'upSampling2d';
  readonly size: Pair;
  readonly interpolation: 'nearest' | 'bilinear';
}

export const upSampling2d: Operation<UpSampling2dSpec> = {
  fields: { size: pair, interpolation: oneOf('nearest', 'bilinear') },

  shapes({ size }, [x]) {
    const [height, width, channels] = imageShape('upSampling2d', x);
    return { output: [height * size[0], width * size[1], channels] };
  },

  memory: () => ({ readsInputs: false, readsOutput: false }),

  bind({ size, interpolation }, { arena, inputs: [x], output }) {
    const { kernels, memory } = arena;
    const [height, width, channels] = x.shape;
    const [rows, columns] = output.shape;
    const down = samplesOf(arena, { length: height, factor: size[0], interpolation });
    const across = samplesOf(arena, { length: width, factor: size[1], interpolation });
    const samples = [down.places, down.shares, across.places, across.shares] as const;
    return {
      forward(count) {
        const [from, to] = [x.address, output.address];
        kernels.resizeImages(from, count, height, width, channels, ...samples, rows, columns, to);
      },
      backward(count) {
        const [from, to] = [output.gradient, x.gradient];
        if (!to) return;
        new Float32Array(memory.buffer, to, count * x.size).fill(0);
        kernels.resizeGradient(from, count, rows, columns, channels, ...samples, height, width, to);
      },
    };
  },
};

interface Axis {
  readonly length: number;
  readonly factor: number;
  readonly interpolation: UpSampling2dSpec['interpolation'];
}

// The two places of the input that each of the output lies between, and the share of the second.
function samplesOf(arena: Arena, { length, factor, interpolation }: Axis) {
  const isBilinear = interpolation === 'bilinear';
  const indices = Array.from({ length: length * factor }, (_, index) => index);
  const share = (index: number) =>
    isBilinear && index < (length - 1) * factor ? (index % factor) / factor : 0;
  const places = indices.flatMap((index) => {
    const low = Math.floor(index / factor);
    return [low, share(index) > 0 ? low + 1 : low];
  });
  const shares = Float32Array.from(indices, share);
  return {
    places: arena.record(places),
    shares: arena.record([...new Int32Array(shares.buffer)]),
  };
}
