// Whether a graph is what graph.ts says, for callers in plain JavaScript and for graphs that come from files. Whether its
// operations fit each other shows when shapes are inferred.
import { check, checkLengths } from '../../check.ts';
import { KernelError } from '../../kernel-error.ts';
import { arithmetics } from '../../wasm/wasm-module.ts';
import { lossOf, losses as lossTable } from '../losses/index.ts';
import type { LossSpec } from '../losses/specs.ts';
import type { FieldCheck } from '../operations/fields.ts';
import { operationOf, operations } from '../operations/index.ts';
import type { OperationKind } from '../operations/specs.ts';
import { checkConstraint } from '../optimizer/constraints.ts';
import type { OutputLoss } from './fuse.ts';
import type { Graph, GraphNode } from './graph.ts';

// A graph is never changed, and the check of a large one takes longer than a pass of one row.
const checked = new WeakSet<Graph>();

/** @throws KernelError INVALID_ARGUMENT with the field that is not as expected */
export function checkGraph(name: string, graph: Graph): void {
  if (checked.has(graph)) return;
  check.options(name, graph, ['nodes', 'parameters', 'states', 'outputs']);
  const { nodes, parameters, states, outputs } = graph;
  check.list(`${name}.nodes`, nodes, { min: 1 });
  checkParameters(name, graph);
  checkIndices(`${name}.outputs`, outputs, nodes.length);
  check.list(`${name}.outputs`, outputs, { min: 1 });
  for (const [i, node] of nodes.entries()) {
    const at = `${name}.nodes[${i}]`;
    check.options(at, node, ['name', 'operation', 'inputs', 'parameters', 'states']);
    check.text(`${at}.name`, node.name);
    // Topological order: a node takes only what comes before it.
    checkIndices(`${at}.inputs`, node.inputs, i);
    checkIndices(`${at}.parameters`, node.parameters, parameters.length);
    checkIndices(`${at}.states`, node.states, states.length);
    checkOperation(`${at}.operation`, node.operation);
  }
  checked.add(graph);
}

/** @throws KernelError INVALID_ARGUMENT with the field that is not as expected */
function checkParameters(name: string, { parameters, states }: Pick<Graph, 'parameters' | 'states'>): void {
  check.list(`${name}.parameters`, parameters);
  check.list(`${name}.states`, states);
  for (const [i, parameter] of parameters.entries()) {
    const at = `${name}.parameters[${i}]`;
    check.options(at, parameter, ['name', 'shape', 'trainable', 'l1', 'l2', 'constraint']);
    check.text(`${at}.name`, parameter.name);
    checkLengths(`${at}.shape`, parameter.shape, { min: 1 });
    check.flag(`${at}.trainable`, parameter.trainable);
    const { l1 = 0, l2 = 0, constraint } = parameter;
    for (const [field, factor] of Object.entries({ l1, l2 }))
      check.number(`${at}.${field}`, factor, { min: 0 });
    if (constraint !== undefined) checkConstraint(`${at}.constraint`, constraint, parameter.shape);
  }
  for (const [i, state] of states.entries()) {
    const at = `${name}.states[${i}]`;
    check.options(at, state, ['name', 'shape', 'momentum']);
    check.text(`${at}.name`, state.name);
    checkLengths(`${at}.shape`, state.shape, { min: 1 });
    check.number(`${at}.momentum`, state.momentum, { min: 0, max: 1 });
  }
}

/** @throws KernelError INVALID_ARGUMENT with the field that is not as expected */
export function checkOperation(name: string, operation: GraphNode['operation']): void {
  check.record(name, operation, "such as { kind: 'dense', units: 10, useBias: true }");
  check.oneOf(`${name}.kind`, operation.kind, Object.keys(operations) as OperationKind[]);
  checkFields(name, operation, operationOf(operation).fields);
}

function checkFields(name: string, spec: object, fields: Readonly<Record<string, FieldCheck>>): void {
  check.options(name, spec, ['kind', ...Object.keys(fields)]);
  for (const [field, checkField] of Object.entries(fields)) {
    checkField(`${name}.${field}`, Reflect.get(spec, field));
  }
}

/** Whole numbers from 0 to below `end`. @throws KernelError INVALID_ARGUMENT */
export function checkIndices(name: string, indices: readonly number[], end: number): void {
  check.list(name, indices);
  for (const [i, index] of indices.entries()) {
    check.wholeNumber(`${name}[${i}]`, index, { min: 0, below: end });
  }
}

/** @throws KernelError INVALID_ARGUMENT */
export function checkLosses(name: string, losses: readonly OutputLoss[], graph: Graph): void {
  check.list(name, losses);
  for (const [i, entry] of losses.entries()) {
    const at = `${name}[${i}]`;
    check.options(at, entry, ['loss', 'output', 'weight']);
    check.record(`${at}.loss`, entry.loss, "such as { kind: 'categoricalCrossEntropy' }");
    check.oneOf(`${at}.loss.kind`, entry.loss.kind, Object.keys(lossTable) as LossSpec['kind'][]);
    checkFields(`${at}.loss`, entry.loss, lossOf(entry.loss).fields);
    if (entry.output !== undefined) {
      check.wholeNumber(`${at}.output`, entry.output, { min: 0, below: graph.outputs.length });
    }
    if (entry.weight !== undefined) check.number(`${at}.weight`, entry.weight);
  }
}

/** The graph, losses and rows of a program. @throws KernelError INVALID_ARGUMENT */
export function checkProgramOptions(
  caller: string,
  options: { readonly graph: Graph; readonly losses?: readonly OutputLoss[]; readonly rows: number },
  others: readonly string[],
): void {
  check.options(caller, options, ['graph', 'losses', 'rows', ...others]);
  checkGraph('graph', options.graph);
  if (options.losses !== undefined) checkLosses('losses', options.losses, options.graph);
  check.wholeNumber('rows', options.rows, { min: 1 });
  checkVectorOptions(options);
}

/** What several functions take besides, where it is given. @throws KernelError INVALID_ARGUMENT */
export function checkVectorOptions(options: object): void {
  for (const [name, checkOption] of Object.entries(vectorOptions)) {
    const value: unknown = Reflect.get(options, name);
    if (value !== undefined) checkOption(name, value);
  }
}

const count = (name: string, value: unknown) => check.wholeNumber(name, value, { min: 1 });

const vectorOptions: Readonly<Record<string, (name: string, value: unknown) => void>> = {
  count,
  lanes: count,
  shards: count,
  plans: count,
  averaged: check.flag,
  shared: check.flag,
  arithmetic: (name, value) => check.oneOf(name, value, arithmetics),
};

/** Refuses a program without an input. @throws KernelError UNSUPPORTED */
export function expectInputs({ nodes }: Graph): void {
  if (nodes.some(({ operation }) => operation.kind === 'input')) return;
  throw new KernelError('UNSUPPORTED', "A graph expects a node of the kind 'input', received none.");
}
