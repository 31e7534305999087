import { expect, test } from 'vitest';
import { createGraphBuilder, type NodeOptions } from './build-graph.ts';

const input: NodeOptions = { name: 'input', operation: { kind: 'input', shape: [4], type: 'float32' } };
const dense: NodeOptions = {
  name: 'dense',
  operation: { kind: 'dense', units: 3, useBias: true },
  inputs: [0],
};

test('numbers nodes and parameters in the order in which they are added', () => {
  const builder = createGraphBuilder();
  const x = builder.add(input);
  const y = builder.add(dense);
  const z = builder.add({ ...dense, name: 'last', inputs: [y], trainable: false });
  expect([x, y, z]).toEqual([0, 1, 2]);
  expect(builder.shapeOf(z)).toEqual([3]);
  expect(builder.graph([z]).parameters).toEqual([
    { name: 'dense/0', shape: [4, 3], trainable: true },
    { name: 'dense/1', shape: [3], trainable: true },
    { name: 'last/0', shape: [3, 3], trainable: false },
    { name: 'last/1', shape: [3], trainable: false },
  ]);
});

test('a node shares the parameters of another', () => {
  const builder = createGraphBuilder();
  const nodes = [builder.add(input), builder.add(dense), builder.add({ ...dense, sharedWith: 1 })];
  const graph = builder.graph(nodes.slice(1));
  expect(graph.parameters.length).toBe(2);
  expect(graph.nodes[2].parameters).toEqual(graph.nodes[1].parameters);
});

test.each<[string, object]>([
  ['an option with another name', { ...dense, input: [0] }],
  ['an input that comes later', { ...dense, inputs: [1] }],
  ['no name', { ...dense, name: undefined }],
  ['an operation that does not exist', { ...dense, operation: { kind: 'danse' } }],
  ['a field of a wrong type', { ...dense, operation: { ...dense.operation, units: '3' } }],
  ['a flag that is none', { ...dense, trainable: 'no' }],
])('refuses %s', (_, options) => {
  const builder = createGraphBuilder();
  builder.add(input);
  expect(() => builder.add(options as NodeOptions)).toThrow(
    expect.objectContaining({ code: 'INVALID_ARGUMENT' }),
  );
});
