// What a program does with rows and targets. Its gradients: program-gradients.test.ts; its memory: program-memory.test.ts.
import { describe, expect, test } from 'vitest';
import { fill, step, uniform } from '../testing/graph-case.ts';
import { createGraphBuilder } from './network/build-graph.ts';
import type { OperationSpec } from './operations/specs.ts';
import { createInferenceProgram, createTrainingProgram } from './program.ts';

const losses = [{ loss: { kind: 'categoricalCrossEntropy' } }] as const;
const convolution: OperationSpec = {
  kind: 'conv2d',
  filters: 16,
  kernelSize: [3, 3],
  strides: [1, 1],
  padding: 'same',
  useBias: true,
  activation: 'tanh',
};

function graphOf(operations: readonly OperationSpec[], inputShape: readonly number[] = [8, 8, 1]) {
  const builder = createGraphBuilder();
  let node = builder.add({
    name: 'input',
    operation: { kind: 'input', shape: inputShape, type: 'uint8', scaled: true },
  });
  for (const [i, operation] of operations.entries()) {
    node = builder.add({ name: `${operation.kind}${i}`, operation, inputs: [node] });
  }
  return builder.graph([node]);
}

const graph = graphOf([
  convolution,
  convolution,
  { kind: 'maxPool2d', poolSize: [2, 2], strides: [2, 2], padding: 'valid' },
  { kind: 'dropout', rate: 0.4, key: [1, 2] },
  { kind: 'reshape', shape: [256] },
  { kind: 'dense', units: 5, useBias: true },
  { kind: 'softmax' },
]);
const labels = Uint8Array.from({ length: 8 }, (_, i) => Math.floor(uniform(i + 1e6) * 5));
const data = {
  columns: [Uint8Array.from({ length: 8 * 64 }, (_, i) => Math.floor(uniform(i) * 256))],
  targets: [{ labels }],
  indices: [7, 6, 5, 4, 3, 2, 1, 0],
};

function programOf(rows: number) {
  const program = createTrainingProgram({ graph, losses, rows });
  fill(program);
  return program;
}

describe('a step', () => {
  test('accumulates finished sums: two passes equal their separate gradients added', () => {
    const program = programOf(4);
    const half = (from: number) => ({ ...data, indices: data.indices.slice(from, from + 4) });
    const [gradients] = program.laneGradients;
    const lanes = [{ lane: 0, rows: 4, accumulate: true }];
    program.gradient(half(0), step);
    const first = gradients.slice();
    program.gradient(half(4), { ...step, firstSample: 4 });
    const expected = gradients.map((value, i) => Math.fround(first[i] + value));
    program.gradient(half(0), step);
    program.gradient(half(4), { ...step, firstSample: 4, lanes });
    expect([...gradients]).toEqual([...expected]);
  });

  test('whole labels as targets give the gradient of the labels', () => {
    const program = programOf(8);
    const [[plain]] = program.gradient(data, step);
    const expected = program.laneGradients[0].slice();
    const values = new Float32Array(8 * 5);
    data.indices.forEach((index, row) => {
      values[row * 5 + labels[index]] = 1;
    });
    const [[loss]] = program.gradient({ ...data, targets: [{ labels, values }] }, step);
    expect(Math.abs(loss - plain)).toBeLessThan(1e-4);
    expect(program.laneGradients[0]).toEqual(expected);
  });

  test('tells where the first number that is none appears', () => {
    const program = programOf(8);
    const look = () => program.firstNotFinite(data, step);
    expect(look()).toBeUndefined();
    // Of the second convolution, whose weights begin after the first one's.
    program.parameters[3 * 3 * 16 + 16] = Number.NaN;
    expect(look()).toEqual({ layer: 'conv2d1', what: 'weights' });
    fill(program, 1e38);
    expect(look()).toEqual({ layer: 'conv2d1', what: 'output' });
  });

  test('drops the same units whatever the rows of a pass', () => {
    const loss = (rows: number) => {
      const program = programOf(rows);
      let sum = 0;
      for (let at = 0; at < 8; at += rows) {
        const part = { ...data, indices: data.indices.slice(at, at + rows) };
        sum += program.gradient(part, { ...step, firstSample: at })[0][0];
      }
      return sum;
    };
    expect(Math.abs(loss(2) - loss(8))).toBeLessThan(1e-4);
  });

  test('learns eight random images by heart', () => {
    const program = programOf(8);
    fill(program, 0.3);
    let [power1, power2] = [1, 1];
    for (let index = 0; index < 60; index++) {
      program.gradient(data, { ...step, scale: 1 / 8, step: index });
      power1 *= 0.9;
      power2 *= 0.999;
      const rate = (0.01 * Math.sqrt(1 - power2)) / (1 - power1);
      const adam = { kind: 'adam', rate, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 } as const;
      program.update({ from: 0, to: program.parameters.length, step: adam });
    }
    const [probabilities] = program.predict(data);
    const right = data.indices.filter((index, row) => {
      const scores = [...probabilities.subarray(row * 5, row * 5 + 5)];
      return scores.indexOf(Math.max(...scores)) === labels[index];
    });
    expect(right.length).toBe(8);
  });
});

test('a program for inference gives the bits of the one that trains, for any number of rows', () => {
  const training = programOf(8);
  const inference = createInferenceProgram({ graph, losses, rows: 8 });
  inference.parameters.set(training.parameters);
  const [expected] = training.predict(data).map((output) => output.slice());
  expect([...inference.predict(data)[0]]).toEqual([...expected]);
  expect(inference.evaluate(data)).toEqual(training.evaluate(data));
  const [three] = inference.predict({ ...data, indices: data.indices.slice(0, 3) });
  expect([...three]).toEqual([...expected.subarray(0, 15)]);
  expect(inference.bytes).toBeLessThan(training.bytes);
});

test('a frozen layer keeps its weights behind those that are trained, and gets no gradient', () => {
  const builder = createGraphBuilder();
  const input = builder.add({ name: 'input', operation: { kind: 'input', shape: [4], type: 'float32' } });
  const dense = (name: string, node: number, trainable: boolean) =>
    builder.add({ name, operation: { kind: 'dense', units: 3, useBias: true }, inputs: [node], trainable });
  const logits = dense('last', dense('frozen', input, false), true);
  const output = builder.add({ name: 'softmax', operation: { kind: 'softmax' }, inputs: [logits] });
  const program = createTrainingProgram({ graph: builder.graph([output]), losses, rows: 2 });
  expect(program.parameters.length).toBe(4 * 3 + 3 + 3 * 3 + 3);
  expect(program.laneGradients[0].length).toBe(3 * 3 + 3);
  fill(program);
  const rows = { columns: [Float32Array.of(1, 2, 3, 4)], indices: [0], targets: [{ labels: [1] }] };
  program.gradient(rows, step);
  expect(program.laneGradients[0].every((value) => value !== 0)).toBe(true);
});

test('says what does not fit', () => {
  const { kind: _, ...plain } = convolution as Extract<OperationSpec, { kind: 'conv2d' }>;
  const valid: OperationSpec = { ...plain, kind: 'conv2d', padding: 'valid' };
  expect(() => graphOf([valid, valid], [4, 4, 1])).toThrowErrorMatchingInlineSnapshot(
    `[KernelError: Layer "conv2d1": A window of 3 does not fit into an input of 2. Use a smaller window or padding 'same'.]`,
  );
  expect(() => graphOf([convolution], [4])).toThrowErrorMatchingInlineSnapshot(
    `[KernelError: Layer "conv2d0": conv2d expects [batch, height, width, channels], received [batch, 4].]`,
  );
  expect(() => graphOf([{ kind: 'reshape', shape: [3] }], [4])).toThrowErrorMatchingInlineSnapshot(
    `[KernelError: Layer "reshape0": reshape expects a shape of 4 elements, as [batch, 4] has; received [batch, 3].]`,
  );
  const other = { ...graph, parameters: graph.parameters.slice(1).concat(graph.parameters[0]) };
  expect(() => createTrainingProgram({ graph: other, losses, rows: 1 })).toThrowErrorMatchingInlineSnapshot(
    `[KernelError: Layer "conv2d0": conv2d expects parameters of the shapes [[3,3,1,16],[16]], received [[16],[3,3,16,16]].]`,
  );
});
