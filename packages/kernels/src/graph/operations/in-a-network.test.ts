// Operations in networks, whose memory is shared among them: gradients of all parameters by finite differences of the loss.
// Each by itself: the other tests beside this one.
import { describe, expect, it } from 'vitest';
import { fill, floats, largestGradientError, programOf, step } from '../../testing/graph-case.ts';
import type { GraphBuilder } from '../network/build-graph.ts';
import { type Shape, sizeOf } from '../network/graph.ts';
import type { TrainingProgram } from '../program.ts';
import type { OperationSpec } from './specs.ts';

const TOLERANCE = 0.02;
const ROWS = 4;

type Add = (operation: OperationSpec, ...inputs: number[]) => number;
type Network = (add: Add, input: number) => number;

/** A network over inputs of this shape, with a softmax layer of three classes behind it. */
function networkOf(shape: Shape, network: Network, type: 'float32' | 'int32' = 'float32'): TrainingProgram {
  const program = programOf((builder: GraphBuilder) => {
    const add: Add = (operation, ...inputs) =>
      builder.add({ name: `${operation.kind}${inputs.join()}`, operation, inputs });
    const last = network(add, add({ kind: 'input', shape, type }));
    const flat = add({ kind: 'reshape', shape: [sizeOf(builder.shapeOf(last))] }, last);
    return add({ kind: 'softmax' }, add({ kind: 'dense', units: 3, useBias: true }, flat));
  });
  fill(program, 0.7);
  return program;
}

function errorOf(shape: Shape, network: Network, column?: Int32Array): number {
  const program = networkOf(shape, network, column ? 'int32' : 'float32');
  return largestGradientError(program, {
    columns: [column ?? floats(ROWS * sizeOf(shape))],
    indices: [3, 2, 1, 0],
    targets: [{ labels: [0, 1, 2, 1] }],
  });
}

const dense = (units: number, activation: 'tanh' | 'linear' | 'sigmoid' = 'tanh'): OperationSpec => ({
  kind: 'dense',
  units,
  useBias: true,
  activation,
});
const key = [5, 6] as const;

const networks: Readonly<Record<string, readonly [Shape, Network]>> = {
  'squeeze and excitation': [
    [5, 4, 3],
    (add, input) => {
      const x = add(dense(6), input);
      const pixels = add({ kind: 'reshape', shape: [20 * 6] }, x);
      const gate = add({ kind: 'reshape', shape: [1, 1, 6] }, add(dense(6, 'sigmoid'), pixels));
      return add({ kind: 'multiply' }, x, gate);
    },
  ],
  'an attention block': [
    [5, 4],
    (add, input) => {
      const [q, k, v] = [0, 1, 2].map(() => add(dense(6, 'linear'), input));
      const scores = add({ kind: 'softmax' }, add({ kind: 'dot', axes: [2, 2] }, q, k));
      return add({ kind: 'add' }, add({ kind: 'dot', axes: [2, 1] }, scores, v), add(dense(6), input));
    },
  ],
  'branches side by side that see the same value': [
    [4, 3],
    (add, input) => {
      const x = add(dense(5), input);
      const turned = add({ kind: 'permute', dims: [2, 1] }, add(dense(4), x));
      const joined = add({ kind: 'concatenate', axis: -1 }, x, add(dense(2), x), turned, x);
      return add(dense(3), joined);
    },
  ],
  'differences, averages and extremes of two branches': [
    [6],
    (add, input) => {
      const [x, y] = [add(dense(5), input), add(dense(5), input)];
      const merged = (['subtract', 'average', 'maximum', 'minimum'] as const).map((kind) =>
        add({ kind }, x, y),
      );
      return add({ kind: 'concatenate', axis: 1 }, ...merged, x);
    },
  ],
  'a difference of a value and itself, scaled': [
    [6],
    (add, input) => {
      const x = add(dense(5), input);
      const half = add({ kind: 'rescaling', scale: 0.5, offset: 1 }, x);
      return add({ kind: 'multiply' }, add({ kind: 'subtract' }, x, half), x, half);
    },
  ],
  'learned slopes and self-gated activations': [
    [3, 5],
    (add, input) => {
      const x = add({ kind: 'prelu', sharedAxes: [1] }, add(dense(6, 'linear'), input));
      const y = add({ kind: 'selfGatedActivation', activation: 'gelu' }, add(dense(6, 'linear'), x));
      return add({ kind: 'prelu' }, add({ kind: 'add' }, x, y));
    },
  ],
  'noise and dropouts of all kinds, the first right behind the input': [
    [3, 2, 6],
    (add, input) => {
      const noisy = add(
        { kind: 'dropout', rate: 0.2, key },
        add({ kind: 'gaussianNoise', stddev: 0.1, key }, input),
      );
      const x = add({ kind: 'gaussianDropout', rate: 0.3, key }, add(dense(6), noisy));
      const y = add({ kind: 'alphaDropout', rate: 0.3, key }, add(dense(6), x));
      const z = add({ kind: 'spatialDropout', rate: 0.3, key }, add(dense(6), y));
      return add({ kind: 'gaussianNoise', stddev: 0.2, key }, add({ kind: 'add' }, x, z));
    },
  ],
  'activations with a parameter, taken into layers': [
    [6, 5, 2],
    (add, input) => {
      const window = { kernelSize: [3, 3], strides: [1, 1], padding: 'same', useBias: true } as const;
      const leaky = { kind: 'activation', activation: { name: 'leakyRelu', parameter: 0.2 } } as const;
      const x = add(leaky, add({ kind: 'conv2d', filters: 16, ...window }, input));
      const y = add(leaky, add({ kind: 'conv2d', filters: 16, ...window }, x));
      const elu = { kind: 'activation', activation: { name: 'elu', parameter: 0.5 } } as const;
      return add(elu, add(dense(4, 'linear'), add(leaky, add({ kind: 'add' }, x, y))));
    },
  ],
  'a repeated vector, and softmax along another axis': [
    [6],
    (add, input) => {
      const x = add({ kind: 'repeatVector', n: 3 }, add(dense(4), input));
      return add(
        { kind: 'logSoftmax', axis: 1 },
        add(dense(4), add({ kind: 'softmax', axis: 1 }, add(dense(4), x))),
      );
    },
  ],
};

describe('gradients against finite differences', () => {
  it.each(Object.entries(networks))('%s', (_, [shape, network]) => {
    expect(errorOf(shape, network)).toBeLessThan(TOLERANCE);
  });

  it('an embedding that is used twice', () => {
    const ids = Int32Array.from({ length: ROWS * 3 }, (_, i) => (i * i) % 5);
    const network: Network = (add, input) => {
      const words = add({ kind: 'embedding', inputDim: 5, outputDim: 4 }, input);
      return add({ kind: 'multiply' }, words, add(dense(4), words));
    };
    expect(errorOf([3], network, ids)).toBeLessThan(TOLERANCE);
  });
});

it('shards, whose gradients are added, make up the gradient of all rows', () => {
  const network: Network = (add, input) => {
    const words = add({ kind: 'embedding', inputDim: 5, outputDim: 4 }, input);
    return add({ kind: 'prelu', sharedAxes: [1] }, words);
  };
  const program = networkOf([3], network, 'int32');
  const data = {
    columns: [Int32Array.from({ length: ROWS * 3 }, (_, i) => (i * i) % 5)],
    indices: [0, 1, 2, 3],
    targets: [{ labels: [0, 1, 2, 1] }],
  };
  program.gradient(data, step);
  const whole = [...program.laneGradients[0]];
  const lanes = [false, true].map((accumulate) => ({ lane: 0, rows: 2, accumulate }));
  program.gradient(data, { ...step, lanes });
  program.laneGradients[0].forEach((value, i) => {
    expect(Math.abs(value - whole[i])).toBeLessThan(1e-6);
  });
});
