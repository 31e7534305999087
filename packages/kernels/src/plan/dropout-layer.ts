// Dropout in a plan: the same units are dropped for the same key, step and sample, whoever does the work.
import { type DropoutSpec, elements } from './layer-spec.ts';
import { allocateOutput, type LayerSite, type PlanLayer } from './plan-layer.ts';

export function dropoutLayer({ rate, key }: DropoutSpec, site: LayerSite): PlanLayer {
  const { arena, input } = site;
  const { kernels } = arena;
  const output = allocateOutput(site, input.shape);
  const size = elements(input.shape);
  const mask = arena.allocate(size * site.microBatch * 4);
  return {
    output,
    weights: [],
    forward(rows, randomness) {
      if (randomness) {
        const { step, firstSample } = randomness;
        kernels.dropoutMask(mask, rows, size, rate, key[0], key[1], step, firstSample);
        kernels.multiply(output.values, input.values, mask, rows * size);
      } else {
        new Uint8Array(arena.memory.buffer).copyWithin(
          output.values,
          input.values,
          input.values + rows * size * 4,
        );
      }
    },
    backward(rows) {
      if (input.gradient) kernels.multiply(input.gradient, output.gradient, mask, rows * size);
    },
  };
}
