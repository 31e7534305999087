// The way forward through a 2 - 2 - 1 network, one multiplication, one addition, one bend at a time.
import { curves, type Network, RandomState } from '@nn101/scratch';
import { edgeId, nodeId, type Operation } from '../../drawings/operation.ts';
import { texFactor, texNumber } from '../../texts/quantities.ts';

export type ForwardKind = 'multiply' | 'add' | 'bend';

/** The hidden layer's bends that the lesson offers. */
export const hiddenCurves = ['sigmoid', 'tanh', 'relu', 'linear'] as const;
export type HiddenCurve = (typeof hiddenCurves)[number];

/** Nine numbers: two weights and a bias for each hidden unit, then two weights and the bias of the output. */
export type NineNumbers = readonly number[];

/** A network that is XOR, found by thinking: the first hidden unit says OR, the second AND, the output one but not the other. */
export const xorByThinking: NineNumbers = [6, 6, -3, 6, 6, -9, 6, -6, -3];

/** The network of nine numbers. */
export function networkOf([a, b, c, d, e, f, g, h, i]: NineNumbers, curve: HiddenCurve): Network {
  return {
    layers: [
      {
        weights: [
          [a, b],
          [d, e],
        ],
        biases: [c, f],
        activation: curve,
      },
      { weights: [[g, h]], biases: [i], activation: 'sigmoid' },
    ],
  };
}

/** Nine numbers drawn from a seed, to two decimals, so that what one sees is what is computed with. */
export function drawnNumbers(seed: number): NineNumbers {
  return new RandomState(seed).randn(9).map((value) => Math.round(value * 100) / 100);
}

/** Every operation from the inputs to the answer, in order. */
export function forwardOperations(network: Network, inputs: readonly number[]): Operation<ForwardKind>[] {
  const operations: Operation<ForwardKind>[] = [];
  let values = inputs;
  network.layers.forEach((layer, l) => {
    const activation = layer.activation === 'softmax' ? 'linear' : layer.activation;
    values = layer.weights.map((row, j) => {
      const products = row.map((weight, k) => weight * values[k]);
      const z = products.reduce((sum, product) => sum + product, 0) + layer.biases[j];
      const a = curves[activation].value(z);
      products.forEach((product, k) => {
        operations.push({
          kind: 'multiply',
          makes: `p:${l}:${j}:${k}`,
          value: product,
          tex: `w_{${j + 1}${k + 1}} \\cdot ${l === 0 ? 'x' : 'h'}_{${k + 1}} = ${texNumber(row[k])} \\cdot ${texFactor(values[k])} = ${texNumber(product)}`,
          lights: [nodeId(l - 1, k), edgeId(l, j, k)],
        });
      });
      operations.push({
        kind: 'add',
        makes: `z:${l}:${j}`,
        value: z,
        tex: `z = ${texNumber(products[0])} + ${products
          .slice(1)
          .map((p) => texFactor(p))
          .join(' + ')} + ${texFactor(layer.biases[j])} = ${texNumber(z)}`,
        lights: [nodeId(l, j), ...row.map((_, k) => edgeId(l, j, k))],
      });
      operations.push({
        kind: 'bend',
        makes: `a:${l}:${j}`,
        value: a,
        tex: bendTex({ activation, z, a }),
        lights: [nodeId(l, j)],
      });
      return a;
    });
  });
  return operations;
}

function bendTex({ activation, z, a }: { activation: string; z: number; a: number }): string {
  const [zText, aText] = [texNumber(z), texNumber(a, 3)];
  if (activation === 'sigmoid') return `a = \\frac{1}{1 + e^{${texNumber(-z)}}} = ${aText}`;
  if (activation === 'tanh') return `a = \\tanh(${zText}) = ${aText}`;
  if (activation === 'relu') return `a = \\max(0, ${zText}) = ${aText}`;
  return `a = z = ${aText}`;
}
