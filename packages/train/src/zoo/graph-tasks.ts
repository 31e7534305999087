// For tests: one step of a network as a program, its gradient and that of finite differences, and the same step as plain
// data for another engine.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import {
  createTrainingProgram,
  type Graph,
  layOutParameters,
  type OutputLoss,
  type TrainingProgram,
} from '@nn101/kernels/graph';
import { gatherColumn } from '../data/prepare-batch.ts';
import { createRowPreparation } from '../replica/program-rows.ts';
import type { StepSettings } from '../step/training-step.ts';

const stepRows = 16;

/** A program with its weights, and the rows of a step. */
export interface GraphTask {
  readonly graph: Graph;
  readonly losses: readonly OutputLoss[];
  readonly program: TrainingProgram;
  /** Returns the mean loss of the rows with all penalties, and the gradient of the trained parameters. */
  step(): { readonly loss: number; readonly gradient: Float32Array };
  /** The input of torch_oracle.py. */
  asData(): object;
}

export function graphTask(settings: StepSettings, options: { readonly isQuiet?: boolean } = {}): GraphTask {
  const { planned, objectives } = settings;
  if (!planned?.train) throw new Error(settings.obstacle ?? 'A task requires training data in memory.');
  const { losses, train } = planned;
  const graph = options.isQuiet ? withoutRandomNumbers(planned.graph) : planned.graph;
  const program = createTrainingProgram({ graph, losses, rows: stepRows });
  const { trained, states, frozen } = planned.weights.read();
  program.parameters.set([...trained, ...states, ...frozen]);
  const rows = Uint32Array.from({ length: stepRows }, (_, i) => i * 3);
  const batch = createRowPreparation(train, { outputs: objectives.outputs, seed: 0, labelSmoothing: 0 })({
    rows,
    start: 0,
    end: stepRows,
    step: 0,
  });
  const layout = layOutParameters(graph);
  const scale = 1 / stepRows;
  return {
    graph,
    losses,
    program,
    step() {
      const [sums] = program.gradient(batch, { scale, step: 0, firstSample: 0 });
      program.sumLanes({ from: 0, to: layout.trained });
      const ofData = sums.reduce((sum, one, i) => sum + one * scale * (losses[i].weight ?? 1), 0);
      return {
        loss: ofData + program.penalty(),
        gradient: program.laneGradients[0].slice(0, layout.trained),
      };
    },
    asData: () => ({
      graph,
      losses,
      parameters: layout.parameters.map(({ from, to }) => [...program.parameters.subarray(from, to)]),
      states: layout.states.map(({ from, to }) => [...program.parameters.subarray(from, to)]),
      inputs: train.inputs.map((column) => ({
        shape: [stepRows, ...column.shape],
        values: [...gatherColumn(column, rows)],
      })),
      targets: batch.truth.map(({ labels, values = [] }, i) => ({
        values: labels ? oneHot(labels, objectives.outputs[i].shape.at(-1) ?? 1) : [...values],
      })),
    }),
  };
}

function oneHot(labels: Int32Array, width: number): number[] {
  return width === 1 ? [...labels] : Array.from(labels).flatMap((label) => indicator(label, width));
}

function indicator(at: number, length: number): number[] {
  return Array.from({ length }, (_, i) => (i === at ? 1 : 0));
}

/** Returns the graph with all its random layers passing on their inputs. */
function withoutRandomNumbers(graph: Graph): Graph {
  const nodes = graph.nodes.map((node) => {
    const { operation } = node;
    if ('rate' in operation) return { ...node, operation: { ...operation, rate: 0 } };
    return 'stddev' in operation ? { ...node, operation: { ...operation, stddev: 0 } } : node;
  });
  return { ...graph, nodes };
}

/**
 * Returns the difference between the gradient and central differences of the loss along some directions, relative to the
 * longer one: the direction of the gradient, where everything adds up, and two in which a part of the parameters has the
 * opposite sign.
 */
export function directionalErrors({ program, step }: GraphTask, epsilon: number): number[] {
  const { gradient } = step();
  const start = program.parameters.slice(0, gradient.length);
  const lossAt = (direction: Float32Array, distance: number) => {
    for (let i = 0; i < start.length; i++) program.parameters[i] = start[i] + distance * direction[i];
    const { loss } = step();
    program.parameters.set(start);
    return loss;
  };
  const norm = Math.sqrt(gradient.reduce((sum, value) => sum + value * value, 0));
  const signs = [
    () => 1,
    (i: number) => ((i * 2654435761) & 4096 ? 1 : 0),
    (i: number) => (i % 7 < 4 ? 1 : -0.3),
  ];
  return signs.map((sign) => {
    const direction = gradient.map((value, i) => (value * sign(i)) / norm);
    const analytic = direction.reduce((sum, value, i) => sum + value * gradient[i], 0);
    const numeric = (lossAt(direction, epsilon) - lossAt(direction, -epsilon)) / (2 * epsilon);
    return Math.abs(numeric - analytic) / norm;
  });
}

/** The result of another engine for a task. */
export interface OracleResult {
  readonly loss: number;
  /** The gradient of each parameter; null for a frozen one. */
  readonly gradients: readonly (readonly number[] | null)[];
}

const pythons = [process.env.NN101_PYTHON ?? 'python3', '/usr/bin/python3'];

/** A Python with PyTorch, if there is one. */
export const pythonWithTorch = pythons.find(
  (python) => spawnSync(python, ['-c', 'import torch'], { stdio: 'ignore' }).status === 0,
);

/** Computes loss and gradients of all tasks in float64 with PyTorch. */
export function askTorch(tasks: readonly object[]): OracleResult[] {
  const script = fileURLToPath(new URL('torch_oracle.py', import.meta.url));
  const { stdout, stderr, status } = spawnSync(pythonWithTorch ?? 'python3', [script], {
    input: JSON.stringify(tasks),
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as OracleResult[];
}
