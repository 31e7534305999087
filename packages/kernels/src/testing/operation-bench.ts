// For tests: an operation by itself against a reference in 64 bits, and against what it says of its use of memory: what it does
// not read is gone before its backward pass, what it can share is shared, and nothing else is written.
import { createArena } from '../graph/memory/arena.ts';
import { type Shape, sizeOf } from '../graph/network/graph.ts';
import { operationOf } from '../graph/operations/index.ts';
import type {
  Input,
  LayerContext,
  MemoryUse,
  Shard,
  TrainingPass,
  Value,
} from '../graph/operations/operation.ts';
import type { OperationSpec } from '../graph/operations/specs.ts';
import { expectClose, type Tolerance } from './tolerance.ts';
import { uniform } from './uniform.ts';

/** The output of one sample from its inputs and the parameters. */
export type Reference = (inputs: readonly number[][], parameters: readonly number[][]) => number[];

export interface OperationCase {
  readonly operation: OperationSpec;
  readonly inputs: readonly Shape[];
  readonly reference: Reference;
  /** An input's number from a uniform one; from -2 to 2 by default. */
  readonly draw?: (u: number) => number;
  readonly tolerance?: Tolerance;
}

const ROWS = 3;
/** Room for more rows than a pass has. */
const CAPACITY = 5;
const STEP = 1e-5;

/** Checks forward and backward pass in every way in which the memory may be shared. */
export function expectOperation(given: OperationCase): void {
  const { operation, inputs } = given;
  const { output } = operationOf(operation).shapes(operation, inputs);
  const use = operationOf(operation).memory(operation, { inputs, output });
  runCase(given, use, { adds: false });
  if (use.addsGradient) runCase(given, use, { adds: true });
  if (use.inPlace) runCase(given, use, { adds: false, inPlace: true });
  if (use.passesGradient) for (const shared of inputs.keys()) runCase(given, use, { adds: false, shared });
}

interface Sharing {
  readonly adds: boolean;
  readonly inPlace?: boolean;
  /** The input whose gradient lies where the output's does. */
  readonly shared?: number;
}

function runCase(given: OperationCase, use: MemoryUse, sharing: Sharing): void {
  const { operation, inputs: shapes, reference, draw = (u) => 4 * u - 2 } = given;
  const { tolerance = { atol: 1e-5, rtol: 1e-5 } } = given;
  const values = shapes.map((shape, i) =>
    Array.from({ length: ROWS * sizeOf(shape) }, (_, at) => Math.fround(draw(uniform(at + i * 10_000)))),
  );
  const bench = createBench(operation, shapes, { use, sharing, values });
  const { context, parameters, read, write, shards, bound } = bench;
  const outputs = (xs: readonly number[][], ps: readonly number[][]) =>
    Array.from({ length: ROWS }, (_, row) => reference(rowsOf(xs, shapes, row), ps)).flat();
  bound.forward(ROWS);
  const count = ROWS * context.output.size;
  expectClose(read(context.output.address, count), outputs(values, parameters), tolerance);

  const upstream = Array.from({ length: count }, (_, i) => Math.fround(2 * uniform(i + 90_000) - 1));
  write(context.output.gradient, upstream);
  if (!use.readsInputs && !(sharing.inPlace && use.readsOutput)) {
    for (const { address, size } of context.inputs) write(address, Array(ROWS * size).fill(Number.NaN));
  }
  if (!use.readsOutput) write(context.output.address, Array(count).fill(Number.NaN));
  for (const input of context.inputs) if (input.adds) write(input.gradient, Array(ROWS * input.size).fill(1));
  const pass: TrainingPass = { step: 0, firstSample: 0, scale: 1, shards };
  bound.backward(ROWS, pass);
  // A number of one row changes that row alone; a parameter changes all rows of a shard.
  const rowLoss = (row: number, xs: readonly number[][], ps: readonly number[][]) =>
    reference(xs, ps).reduce((sum, y, i) => sum + y * upstream[row * context.output.size + i], 0);
  context.inputs.forEach(({ gradient, size, adds }, which) => {
    const slopes = Array.from({ length: ROWS }, (_, row) => {
      const own = rowsOf(values, shapes, row);
      return slopesOf(own[which], (x) => rowLoss(row, own.with(which, x), parameters));
    }).flat();
    const expected = adds ? slopes.map((slope) => 1 + slope) : slopes;
    expectClose(read(gradient, ROWS * size), expected, { atol: 3e-5, rtol: 3e-5 });
  });
  parameters.forEach((parameter, which) => {
    for (const { first, rows, accumulate, gradients } of shards) {
      const shardLoss = (p: number[]) =>
        Array.from({ length: rows }, (_, i) => first + i)
          .map((row) => rowLoss(row, rowsOf(values, shapes, row), parameters.with(which, p)))
          .reduce((sum, loss) => sum + loss, 0);
      const slopes = slopesOf(parameter, shardLoss);
      const { offset, count } = context.parameters[which];
      const expected = accumulate ? slopes.map((slope) => 1 + slope) : slopes;
      expectClose(read(gradients + offset, count), expected, { atol: 1e-4, rtol: 1e-4 });
    }
  });
  bench.checkGuards();
}

function slopesOf(values: readonly number[], loss: (moved: number[]) => number): number[] {
  return values.map((value, i) => {
    const at = (moved: number) => loss([...values].with(i, moved));
    return (at(value + STEP) - at(value - STEP)) / (2 * STEP);
  });
}

function rowsOf(values: readonly number[][], shapes: readonly Shape[], row: number): number[][] {
  return values.map((all, i) => all.slice(row * sizeOf(shapes[i]), (row + 1) * sizeOf(shapes[i])));
}

const GUARD = 12345;
const GUARD_FLOATS = 16;

/** Memory whose pieces have guards around them. */
function guardedMemory() {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const arena = createArena({ memory, arithmetic: 'deterministic' });
  const view = (address: number, count: number) => new Float32Array(memory.buffer, address, count);
  const guards: number[] = [];
  const guard = () => {
    const address = arena.allocate(GUARD_FLOATS * 4);
    view(address, GUARD_FLOATS).fill(GUARD);
    guards.push(address);
  };
  return {
    arena,
    view,
    allocate(floats: number): number {
      guard();
      const address = arena.allocate(floats * 4);
      guard();
      return address;
    },
    isWhole: () => guards.every((at) => view(at, GUARD_FLOATS).every((value) => value === GUARD)),
  };
}

type Guarded = ReturnType<typeof guardedMemory>;

/** An operation bound to memory of its own. */
function createBench(
  operation: OperationSpec,
  shapes: readonly Shape[],
  options: { readonly use: MemoryUse; readonly sharing: Sharing; readonly values: readonly number[][] },
) {
  const { use, sharing, values } = options;
  const guarded = guardedMemory();
  const { arena, view, allocate } = guarded;
  const { output: shape, parameters = [] } = operationOf(operation).shapes(operation, shapes);
  const [address, gradient] = [0, 1].map(() => allocate(CAPACITY * sizeOf(shape)));
  const output = { shape, size: sizeOf(shape), address, gradient };
  const inputs = shapes.map((own, i) => inputOf(guarded, { shape: own, output, sharing, index: i }));
  const numbers = parameters.map((shape, i) =>
    Array.from({ length: sizeOf(shape) }, (_, at) => Math.fround(uniform(at + 50_000 * (i + 1)) - 0.3)),
  );
  const { slots, floats } = slotsOf(guarded, numbers);
  const shards = [
    { first: 0, rows: 2, accumulate: false },
    { first: 2, rows: ROWS - 2, accumulate: true },
  ].map((shard): Shard => {
    const gradients = allocate(floats);
    view(gradients, floats).fill(1);
    return { ...shard, gradients };
  });
  const context: LayerContext = {
    arena,
    inputs,
    output,
    parameters: slots,
    states: [],
    rows: CAPACITY,
    shards: shards.length,
    saved: allocate(((use.savedBytes ?? 0) / 4) * CAPACITY),
    training: true,
  };
  const bound = operationOf(operation).bind(operation, context);
  arena.scratch();
  for (const [i, input] of inputs.entries()) view(input.address, values[i].length).set(values[i]);
  return {
    context,
    bound,
    shards,
    parameters: numbers,
    read: (at: number, count: number) => [...view(at, count)],
    write: (at: number, numbers: readonly number[]) => view(at, numbers.length).set(numbers),
    checkGuards() {
      if (!guarded.isWhole()) throw new Error(`${operation.kind} wrote outside its memory`);
    },
  };
}

function inputOf(
  { allocate }: Guarded,
  place: { readonly shape: Shape; readonly output: Value; readonly sharing: Sharing; readonly index: number },
): Input {
  const { shape, output, sharing, index } = place;
  const size = sizeOf(shape);
  const own = [0, 1].map(() => allocate(CAPACITY * size));
  const sharesGradient = sharing.inPlace || sharing.shared === index;
  return {
    shape,
    size,
    address: sharing.inPlace ? output.address : own[0],
    gradient: sharesGradient ? output.gradient : own[1],
    adds: sharing.adds,
  };
}

function slotsOf({ allocate, view }: Guarded, numbers: readonly number[][]) {
  let floats = 0;
  const slots = numbers.map((values) => {
    const slot = {
      address: allocate(values.length),
      offset: floats * 4,
      count: values.length,
      trainable: true,
    };
    view(slot.address, values.length).set(values);
    floats += values.length;
    return slot;
  });
  return { slots, floats };
}
