// For tests: graphs of consecutive operations.
import { createGraphBuilder, type Graph, type OperationSpec, type Shape } from '@nn101/kernels/graph';

/** Operations with one input and one output each, on scaled bytes of this shape. */
export function chainGraph(shape: Shape, operations: readonly OperationSpec[]): Graph {
  const builder = createGraphBuilder();
  let node = builder.add({ name: 'input', operation: { kind: 'input', shape, type: 'uint8', scaled: true } });
  for (const [i, operation] of operations.entries()) {
    node = builder.add({ name: `${operation.kind}-${i}`, operation, inputs: [node] });
  }
  return builder.graph([node]);
}
