// Another range for numbers: x · scale + offset, such as bytes into that from -1 to 1, or logits times a constant.
import { number, optional } from './fields.ts';
import type { LayerBase, LayerKind } from './layer-kind.ts';

/** x · scale + offset. It has no weights. */
export interface RescalingLayer extends LayerBase {
  readonly kind: 'rescaling';
  readonly scale: number;
  /** 0 by default. */
  readonly offset?: number;
}

export const rescaling: LayerKind<RescalingLayer> = {
  className: 'Rescaling',
  automaticName: 'rescaling',
  fields: { scale: number, offset: optional(number) },
  shape: (_, [x]) => x,
  operations: ({ scale, offset = 0 }) => [{ operation: { kind: 'rescaling', scale, offset } }],
};
