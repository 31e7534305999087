// The points that the playground learns, drawn from a seed: XOR's four, circles, moons, spirals. Their bits are the same
// in every browser, since a link to a run must lead to the same weights. One's own points come from the address. Ranges
// are what the drawing shows.
import { cosine, sine } from '@nn101/deterministic-math';
import { RandomState, xorExamples } from '@nn101/scratch';
import type { Interval } from '../../drawings/linear-scale.ts';

/** A point of the plane and its class. */
export interface Point {
  readonly x: number;
  readonly y: number;
  readonly label: 0 | 1;
}

export const dataNames = ['xor', 'circles', 'moons', 'spirals', 'own'] as const;
export type DataName = (typeof dataNames)[number];

/** Points of each class, but for XOR and one's own. */
const perClass = 50;

/** How far the drawing reaches, both ways. */
export function dataRange(data: DataName): Interval {
  return data === 'xor' ? [-0.5, 1.5] : [-1.5, 1.5];
}

/** The points of a set. `noise` is the standard deviation by which they are moved; XOR and own points stay. */
export function makePoints({
  data,
  noise,
  draw,
  own,
}: {
  data: DataName;
  noise: number;
  draw: number;
  own: readonly Point[];
}): readonly Point[] {
  if (data === 'own') return own;
  if (data === 'xor') {
    return xorExamples.inputs.map(([x, y], i) => ({ x, y, label: xorExamples.targets[i] === 1 ? 1 : 0 }));
  }
  const random = new RandomState(draw);
  return ([0, 1] as const).flatMap((label) =>
    Array.from({ length: perClass }, (_, i): Point => {
      const [along] = random.rand(1);
      const [dx, dy] = random.randn(2);
      const { x, y } = shapes[data]({ label, along, share: i / (perClass - 1) });
      return { x: x + noise * dx, y: y + noise * dy, label };
    }),
  );
}

interface Place {
  label: 0 | 1;
  /** Drawn from 0..1. */
  along: number;
  /** Evenly spread over 0..1. */
  share: number;
}

const shapes = {
  circles({ label, along, share }: Place) {
    const angle = 2 * Math.PI * share;
    // The inner class fills a disc evenly, the outer one a ring.
    const radius = label === 1 ? 0.5 * Math.sqrt(along) : 0.95 + 0.2 * along;
    return { x: radius * cosine(angle), y: radius * sine(angle) };
  },
  moons({ label, share }: Place) {
    const angle = Math.PI * share;
    const side = label === 0 ? 1 : -1;
    return { x: 0.75 * cosine(angle) * side - 0.375 * side, y: 0.75 * sine(angle) * side - 0.2 * side };
  },
  spirals({ label, share }: Place) {
    const angle = 3 * Math.PI * share + (label === 0 ? 0 : Math.PI);
    const radius = 0.08 + 1.12 * share;
    return { x: radius * cosine(angle), y: radius * sine(angle) };
  },
} as const;
