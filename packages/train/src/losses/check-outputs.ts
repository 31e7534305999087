// Checks that a model's outputs suit their losses. Cross-entropy of logits, or of one unit with softmax, would be computed
// without an error but learn nothing. It is therefore rejected before the first step.
import type { InputTable } from '../data/training-data.ts';
import { predictRows } from '../inference.ts';
import type { Model, OutputEnd } from '../model/model.ts';
import { TrainError } from '../train-error.ts';
import type { OutputKind } from './loss.ts';
import { type LossSpec, lossOf } from './losses.ts';
import type { Objective, Objectives } from './objectives.ts';

/** Checks the activation at the end of each output, if it is known. @throws TrainError `INVALID_MODEL` */
export function checkOutputs(model: Model, { outputs }: Objectives): void {
  outputs.forEach((objective, i) => {
    const { loss } = objective;
    if (typeof loss === 'function') return;
    const output = { end: model.outputs[i].end, objective, loss };
    const { end } = output;
    const units = objective.shape.at(-1);
    const expected = lossOf(loss).expects(loss);
    if (expected === 'distribution' && units === 1) reject(output);
    if (units === 1 && end.activation === 'softmax') reject(output, 'softmax of one unit is always 1');
    if (end.activation !== undefined && !suits(end.activation, expected)) reject(output);
  });
}

/** Checks the model's output for the first sample if the activation is not known. @throws TrainError `INVALID_MODEL` */
export function probeOutputs(model: Model, { outputs }: Objectives, table: InputTable): void {
  const open = outputs.map(({ loss }, i) =>
    typeof loss === 'function' || model.outputs[i].end.activation !== undefined
      ? undefined
      : probes[lossOf(loss).expects(loss)],
  );
  if (!open.some(Boolean)) return;
  const values = firstOutputs(model, table);
  outputs.forEach((objective, i) => {
    const { loss } = objective;
    const probe = open[i];
    if (!probe || !values || typeof loss === 'function') return;
    if (!probe.holds(values[i], objective.shape.at(-1) ?? 1)) {
      reject({ end: model.outputs[i].end, objective, loss }, probe.fault);
    }
  });
}

/** Activations by the range of their values. An activation that is not listed is accepted. */
const unbounded = ['linear', 'elu', 'selu', 'gelu', 'gelunew', 'mish', 'swish', 'softsign', 'tanh'];
const fromZero = ['relu', 'relu6', 'softplus', 'exponential'];
const logarithms = ['logsoftmax'];
const fractions = ['sigmoid', 'hardsigmoid'];

const unsuited: Readonly<Record<OutputKind, readonly string[]>> = {
  distribution: [...unbounded, ...fromZero, ...logarithms, ...fractions],
  probability: [...unbounded, ...fromZero, ...logarithms],
  logits: [...fractions, 'softmax'],
  nonNegative: [...unbounded, ...logarithms],
  any: [],
};

function suits(activation: string, expected: OutputKind): boolean {
  return !unsuited[expected].includes(activation);
}

interface Probe {
  readonly holds: (values: Float32Array, width: number) => boolean;
  readonly fault: string;
}

// Accepts missing values and NaN: training reports them.
const probes: { readonly [Kind in OutputKind]?: Probe } = {
  distribution: {
    fault: 'its outputs do not sum to 1',
    holds(values, width) {
      const row = values.subarray(0, width);
      const sum = row.reduce((total, value) => total + value, 0);
      return Number.isNaN(sum) || (row.every((value) => value >= 0) && Math.abs(sum - 1) < 1e-3);
    },
  },
  probability: {
    fault: 'its outputs are not all from 0 to 1',
    holds: (values) => values.every((value) => !(value < 0 || value > 1)),
  },
  nonNegative: {
    fault: 'its outputs are not all 0 or more',
    holds: (values) => values.every((value) => !(value < 0)),
  },
};

function firstOutputs(model: Model, table: InputTable): readonly Float32Array[] | undefined {
  try {
    return predictRows(model, table, Uint32Array.of(0)).map(({ values }) => values);
  } catch {
    return undefined;
  }
}

interface Output {
  readonly end: OutputEnd;
  readonly objective: Objective;
  readonly loss: LossSpec;
}

function reject({ end, objective, loss }: Output, fault?: string): never {
  const units = objective.shape.at(-1);
  const what = units === 1 ? 'one unit' : `${units} units`;
  const activation = end.activation === undefined ? '' : ` and activation '${end.activation}'`;
  const problem =
    end.activation === undefined && fault
      ? `The model ends with "${end.name}" (${end.className}): ${fault}.`
      : `The model's last layer, "${end.name}", has ${what}${activation}${fault ? `: ${fault}` : ''}.`;
  throw new TrainError(
    'INVALID_MODEL',
    `${problem} ${remedies[lossOf(loss).expects(loss)](objective, loss)}`,
  );
}

const remedies: Readonly<Record<OutputKind, (objective: Objective, loss: LossSpec) => string>> = {
  distribution({ shape }, { kind }) {
    const units = shape.at(-1) ?? 1;
    const one = units === 1 ? ', and label the samples 0 and 1' : '';
    const others =
      units === 1
        ? "For one sigmoid unit pass loss: 'binaryCrossentropy'"
        : `For logits pass loss: { kind: '${kind}', fromLogits: true }`;
    return (
      `Cross-entropy expects a probability for each class: end the model with a dense layer of ${Math.max(units, 2)} units ` +
      `and activation 'softmax'${one}. ${kind === 'klDivergence' ? '' : `${others}, for numbers 'meanSquaredError'.`}`
    ).trim();
  },
  probability: () =>
    "Binary cross-entropy expects probabilities from 0 to 1: give the last layer the activation 'sigmoid', or " +
    "pass loss: { kind: 'binaryCrossentropy', fromLogits: true }.",
  logits: (_, { kind }) =>
    `With fromLogits the loss expects the input of softmax or sigmoid: remove the activation, or pass loss: '${kind}'.`,
  nonNegative: (_, { kind }) =>
    `The loss ${kind} expects outputs of 0 or more: give the last layer the activation 'softplus' or 'exponential'.`,
  any: () => 'End the model with another activation, such as sigmoid or linear.',
};
