// One neuron with two inputs as the lesson shows it: its sum part by part, its bend, and which gates it is.
import { type CurveName, curves } from '@nn101/scratch';
import type { ValueGrid } from '../../drawings/surface-pixels.ts';

/** The curves that one can choose, each once, by Keras' names. */
export const curveNames = [
  'sigmoid',
  'tanh',
  'relu',
  'linear',
  'elu',
  'selu',
  'softplus',
  'softsign',
  'hard_sigmoid',
  'exponential',
] as const satisfies readonly CurveName[];

/** Everything that one can drag. */
export interface NeuronSettings {
  x1: number;
  x2: number;
  w1: number;
  w2: number;
  b: number;
  curve: (typeof curveNames)[number];
}

/** What the neuron makes of its inputs. */
export interface NeuronValues {
  /** w1 x1 and w2 x2. */
  readonly products: readonly [number, number];
  readonly z: number;
  readonly a: number;
  /** da/dz. */
  readonly slope: number;
}

/** Weighs, adds and bends. */
export function neuronValues({ x1, x2, w1, w2, b, curve }: NeuronSettings): NeuronValues {
  const products = [w1 * x1, w2 * x2] as const;
  const z = products[0] + products[1] + b;
  const a = curves[curve].value(z);
  return { products, z, a, slope: curves[curve].derivative(a) };
}

/** The values between which the neuron decides: where it says one half, or zero for curves that go below. */
export function restingValue(curve: CurveName): number {
  return curves[curve].value(0);
}

/** What the two full colours of the plane mean, for a curve: as far above its value at 0 as below. */
export function curveShades(curve: CurveName): { low: number; high: number } {
  const rest = restingValue(curve);
  const reach =
    curve === 'sigmoid' || curve === 'hard_sigmoid' ? 0.5 : curve === 'tanh' || curve === 'softsign' ? 1 : 2;
  return { low: rest - reach, high: rest + reach };
}

/** The neuron's answers over the square [-2, 2] x [-2, 2]. */
export function neuronPlane(settings: NeuronSettings, count = 48): ValueGrid {
  const at = (i: number) => -2 + (4 * (i + 0.5)) / count;
  const values = Float64Array.from({ length: count * count }, (_, i) => {
    const point = { x1: at(i % count), x2: at(Math.floor(i / count)) };
    return neuronValues({ ...settings, ...point }).a;
  });
  return { columns: count, rows: count, values };
}

/** The place of the undecided line that is nearest to the middle; undefined where the weights give no line. */
export function nearestUndecided({ w1, w2, b }: NeuronSettings): readonly [number, number] | undefined {
  const size = w1 ** 2 + w2 ** 2;
  return size < 1e-9 ? undefined : [(-b * w1) / size, (-b * w2) / size];
}

/** The bias that sends the undecided line through a place, held within -2 and 2, to two decimals. */
export function biasThrough({ w1, w2 }: NeuronSettings, x1: number, x2: number): number {
  const bias = -(w1 * x1 + w2 * x2);
  return Math.round(100 * Math.min(2, Math.max(-2, bias))) / 100 + 0;
}

/** Where the undecided line w1 x1 + w2 x2 + b = 0 crosses the square [-2, 2]; undefined where it does not. */
export function boundary(settings: NeuronSettings): readonly (readonly [number, number])[] | undefined {
  const nearest = nearestUndecided(settings);
  if (!nearest) return undefined;
  const { w1, w2 } = settings;
  const size = Math.hypot(w1, w2);
  const along = [-w2 / size, w1 / size];
  // Long enough to leave the square on both sides; the drawing cuts it off.
  return [-6, 6].map((t) => [nearest[0] + t * along[0], nearest[1] + t * along[1]] as const);
}

/** Questions with two yes-or-no inputs, and their answers at (0,0), (0,1), (1,0), (1,1). */
export const gates = {
  and: [0, 0, 0, 1],
  or: [0, 1, 1, 1],
  nand: [1, 1, 1, 0],
  xor: [0, 1, 1, 0],
} as const;

export type GateName = keyof typeof gates;
export const gateNames = ['none', ...(Object.keys(gates) as GateName[])] as const;

/** One corner of the square: what should come out there, and whether the neuron's sum has the right sign. */
export interface Corner {
  readonly x: readonly [number, number];
  readonly target: number;
  readonly right: boolean;
}

/** How the neuron answers a gate. A sum of exactly 0 answers nothing. */
export function gateCorners(settings: NeuronSettings, gate: GateName): Corner[] {
  const corners = [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ] as const;
  return corners.map((x, i) => {
    const { z } = neuronValues({ ...settings, x1: x[0], x2: x[1] });
    const target = gates[gate][i];
    return { x, target, right: target === 1 ? z > 0 : z < 0 };
  });
}
