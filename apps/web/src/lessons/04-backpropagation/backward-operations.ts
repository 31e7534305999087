// The walk through one training step for one example: forward, the loss, backward, the mean, the update. Every number
// comes from the step of @nn101/scratch; here it gets its formula.

import { edgeId, nodeId, type Operation } from '../../drawings/operation.ts';
import { texFactor, texNumber } from '../../texts/quantities.ts';
import type { XorStep } from './xor-step.ts';
import { xorInputs, xorTargets } from './xor-step.ts';

export type BackwardKind =
  | 'sum'
  | 'bend'
  | 'loss'
  | 'outputDelta'
  | 'weightSlope'
  | 'biasSlope'
  | 'hiddenDelta'
  | 'mean'
  | 'update';

/** Decimals in formulas: enough to see small slopes. */
const digits = 4;
const n = (value: number) => texNumber(value, digits);
const f = (value: number) => texFactor(value, digits);

interface Walk {
  readonly xor: XorStep;
  /** Which of the four examples, 0..3. */
  readonly example: number;
  readonly learningRate: number;
}

/** All operations in order. `makes` names: z, a, d (delta), dw, db with layer, unit, input; L; mean; new. */
export function backwardOperations(walk: Walk): Operation<BackwardKind>[] {
  return [...forward(walk), lossOperation(walk), ...backward(walk), ...learn(walk)];
}

function forward({ xor: { network, step }, example }: Walk): Operation<BackwardKind>[] {
  return network.layers.flatMap((layer, l) =>
    layer.weights.flatMap((row, j): Operation<BackwardKind>[] => {
      const { inputs, z, a } = step.layers[l];
      const [x, zj, aj] = [inputs[example], z[example][j], a[example][j]];
      const parts = row.map((w, k) => `${k === 0 ? n(w) : f(w)} \\cdot ${f(x[k])}`).join(' + ');
      const bent = l === 0 ? `\\tanh(${n(zj)})` : `\\frac{1}{1 + e^{${n(-zj)}}}`;
      return [
        {
          kind: 'sum',
          makes: `z:${l}:${j}`,
          value: zj,
          tex: `z = ${parts} + ${f(layer.biases[j])} = ${n(zj)}`,
          lights: [nodeId(l, j), ...row.flatMap((_, k) => [edgeId(l, j, k), nodeId(l - 1, k)])],
        },
        {
          kind: 'bend',
          makes: `a:${l}:${j}`,
          value: aj,
          tex: `a = ${bent} = ${n(aj)}`,
          lights: [nodeId(l, j)],
        },
      ];
    }),
  );
}

function lossOperation({ xor: { step }, example }: Walk): Operation<BackwardKind> {
  const a = step.layers[1].a[example][0];
  const y = xorTargets[example][0];
  const value = -Math.log(y === 1 ? a : 1 - a);
  const inner = y === 1 ? `\\ln ${n(a)}` : `\\ln(1 - ${n(a)})`;
  return {
    kind: 'loss',
    makes: 'L',
    value,
    tex: `L = -\\big(y \\ln a + (1 - y) \\ln(1 - a)\\big) = -${inner} = ${n(value)} \\qquad (y = ${y})`,
    lights: [nodeId(1, 0)],
  };
}

function backward(walk: Walk): Operation<BackwardKind>[] {
  const { network, step } = walk.xor;
  const { example } = walk;
  const output = step.layers[1];
  const [a, delta, y] = [output.a[example][0], output.delta[example][0], xorTargets[example][0]];
  const hidden = step.layers[0];
  const hiddenDeltas = hidden.delta[example].flatMap((d, j): Operation<BackwardKind>[] => {
    const [w, h] = [network.layers[1].weights[0][j], hidden.a[example][j]];
    return [
      {
        kind: 'hiddenDelta',
        makes: `d:0:${j}`,
        value: d,
        tex: `\\delta_1 = W_2\\, \\delta_2\\, (1 - a_1^2) = ${n(w)} \\cdot ${f(delta)} \\cdot (1 - ${f(h)}^2) = ${n(d)}`,
        lights: [nodeId(0, j), edgeId(1, 0, j), nodeId(1, 0)],
      },
      ...slopes({ walk, layer: 0, unit: j }),
    ];
  });
  return [
    {
      kind: 'outputDelta',
      makes: 'd:1:0',
      value: delta,
      tex: `\\delta_2 = a - y = ${n(a)} - ${y} = ${n(delta)}`,
      lights: [nodeId(1, 0)],
    },
    ...slopes({ walk, layer: 1, unit: 0 }),
    ...hiddenDeltas,
  ];
}

function slopes({
  walk,
  layer,
  unit,
}: {
  walk: Walk;
  layer: number;
  unit: number;
}): Operation<BackwardKind>[] {
  const { inputs, delta } = walk.xor.step.layers[layer];
  const d = delta[walk.example][unit];
  const name = layer === 0 ? ['1', 'x'] : ['2', 'a_1'];
  return [
    ...inputs[walk.example].map(
      (x, k): Operation<BackwardKind> => ({
        kind: 'weightSlope',
        makes: `dw:${layer}:${unit}:${k}`,
        value: d * x,
        tex: `\\partial W_${name[0]} = \\delta_${name[0]}\\, ${name[1]} = ${n(d)} \\cdot ${f(x)} = ${n(d * x)}`,
        lights: [nodeId(layer, unit), edgeId(layer, unit, k), nodeId(layer - 1, k)],
      }),
    ),
    {
      kind: 'biasSlope',
      makes: `db:${layer}:${unit}`,
      value: d,
      tex: `\\partial b_${name[0]} = \\delta_${name[0]} = ${n(d)}`,
      lights: [nodeId(layer, unit)],
    },
  ];
}

function learn({ xor: { network, step }, learningRate }: Walk): Operation<BackwardKind>[] {
  const { inputs, delta, dW } = step.layers[1];
  const parts = xorInputs.map((_, i) => f(delta[i][0] * inputs[i][0]).replace(/^-/, '-'));
  const [before, after] = [network.layers[1].weights[0][0], step.network.layers[1].weights[0][0]];
  return [
    {
      kind: 'mean',
      makes: 'mean',
      value: dW[0][0],
      tex: `\\frac{\\partial C}{\\partial W_2[1,1]} = \\tfrac14 \\big(${parts.join(' + ')}\\big) = ${n(dW[0][0])}`,
      lights: [edgeId(1, 0, 0)],
    },
    {
      kind: 'update',
      makes: 'new',
      value: after,
      tex: `W_2[1,1] \\leftarrow ${n(before)} - ${learningRate} \\cdot ${f(dW[0][0])} = ${n(after)}`,
      lights: [...everyEdge()],
    },
  ];
}

function everyEdge(): string[] {
  return [
    edgeId(0, 0, 0),
    edgeId(0, 0, 1),
    edgeId(0, 1, 0),
    edgeId(0, 1, 1),
    edgeId(1, 0, 0),
    edgeId(1, 0, 1),
  ];
}
