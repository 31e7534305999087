// What a program must know about data and losses before it is compiled: the types of its columns, and the losses as the
// kernels define them. The rows of a batch are in program-rows.ts.
import type { ColumnType, Graph, GraphNode, OutputLoss } from '@nn101/kernels/graph';
import { describeValue } from '#arguments';
import { gatherColumn } from '../data/prepare-batch.ts';
import type { InputTable, Table, TableColumn } from '../data/training-data.ts';
import type { LossSpec } from '../losses/losses.ts';
import type { Objectives } from '../losses/objectives.ts';
import type { Obstacle } from '../model/model.ts';
import { TrainError } from '../train-error.ts';

/**
 * Converts tables to columns that one program can read: image bytes stay bytes if they are bytes in every table; other
 * scaled columns become floats.
 */
export function programTables<Data extends InputTable>(tables: readonly Data[]): Data[] {
  const areBytes = tables[0]?.inputs.map((_, i) => tables.every(({ inputs }) => isScaledBytes(inputs[i])));
  return tables.map((table) => ({
    ...table,
    inputs: table.inputs.map((column, i) => (areBytes?.[i] ? column : withoutScale(column))),
  }));
}

/**
 * Returns a batch in the columns of the program that was compiled for the first batch of its source.
 *
 * @throws TrainError `INVALID_DATA` if the program was compiled for image bytes and the batch has other values
 */
export function columnsForProgram(graph: Graph, table: Table): Table {
  const types = graph.nodes.flatMap(({ operation }) => (operation.kind === 'input' ? [operation] : []));
  const inputs = table.inputs.map((column, i) => {
    if (!types[i].scaled) return withoutScale(column);
    if (isScaledBytes(column)) return column;
    throw new TrainError(
      'INVALID_DATA',
      `train expects image bytes in every batch, like the first batch and the validation data; received ` +
        `${describeValue(column.values)}. Use the same type in all batches.`,
    );
  });
  return { ...table, inputs };
}

function withoutScale(column: TableColumn): TableColumn {
  const { values, scale, size } = column;
  if (scale === 1) return column;
  const rows = Uint32Array.from({ length: values.length / size }, (_, row) => row);
  return { ...column, values: gatherColumn(column, rows), scale: 1 };
}

function isScaledBytes({ values, scale }: TableColumn): boolean {
  return values instanceof Uint8Array && scale === 1 / 255;
}

/** Type of an input's column, and whether its bytes are scaled to 0 .. 1. */
export interface InputType {
  readonly type: ColumnType;
  readonly scaled?: boolean;
}

/** Returns the graph with inputs of these types, in their order. */
export function withInputTypes(graph: Graph, types: readonly InputType[]): Graph {
  let next = 0;
  const nodes = graph.nodes.map((node) => {
    const { operation } = node;
    if (operation.kind !== 'input') return node;
    const wanted = types[next++];
    if (operation.type === wanted.type && operation.scaled === wanted.scaled) return node;
    const { shape } = operation;
    return { ...node, operation: { kind: 'input' as const, shape, ...wanted } };
  });
  return nodes.every((node, i) => node === graph.nodes[i]) ? graph : { ...graph, nodes };
}

/** Returns the graph with inputs of the columns' types. */
export function withColumns(graph: Graph, { inputs }: InputTable): Graph {
  return withInputTypes(graph, inputs.map(columnType));
}

function columnType(column: TableColumn): InputType {
  if (isScaledBytes(column)) return { type: 'uint8', scaled: true };
  const { values } = column;
  return {
    type: values instanceof Uint8Array ? 'uint8' : values instanceof Int32Array ? 'int32' : 'float32',
  };
}

/** A graph with its losses, as a program accepts them. */
export interface CompiledLosses {
  /** The model's outputs, in their order, come first among the outputs of the graph. */
  readonly graph: Graph;
  readonly losses: readonly OutputLoss[];
}

/** Returns the losses in the form that a program accepts, or the obstacle. */
export function compileLosses(graph: Graph, { outputs, metrics }: Objectives): CompiledLosses | Obstacle {
  const own = metrics.find(({ metric }) => typeof metric === 'function');
  if (own) return { obstacle: `the metric "${own.name}", which is a function` };
  const nodes: GraphNode[] = [...graph.nodes];
  const values = [...graph.outputs];
  const losses: OutputLoss[] = [];
  for (const [i, { loss, weight }] of outputs.entries()) {
    if (typeof loss === 'function') return { obstacle: 'a loss that is a function' };
    if (isOfLogits(loss) && loss.kind !== 'binaryCrossentropy') {
      // This softmax is for the loss only, which computes its derivative as well: the model's output remains the logits.
      const { name } = graph.nodes[graph.outputs[i]];
      nodes.push({
        name,
        operation: { kind: 'softmax' },
        inputs: [graph.outputs[i]],
        parameters: [],
        states: [],
      });
      losses.push({ loss: programLoss(loss), output: values.push(nodes.length - 1) - 1, weight });
    } else {
      losses.push({ loss: programLoss(loss), output: i, weight });
    }
  }
  return { graph: { ...graph, nodes, outputs: values }, losses };
}

function isOfLogits(loss: LossSpec): boolean {
  return 'fromLogits' in loss && loss.fromLogits === true;
}

function programLoss(loss: LossSpec): OutputLoss['loss'] {
  switch (loss.kind) {
    case 'categoricalCrossentropy':
    case 'sparseCategoricalCrossentropy':
      return { kind: 'categoricalCrossEntropy' };
    case 'binaryCrossentropy':
      return { kind: 'binaryCrossEntropy', ...(loss.fromLogits && { fromLogits: true }) };
    case 'klDivergence':
      return { kind: 'kullbackLeiblerDivergence' };
    case 'huber':
      return { kind: 'huber', delta: loss.delta ?? 1 };
    default:
      return { kind: loss.kind };
  }
}
