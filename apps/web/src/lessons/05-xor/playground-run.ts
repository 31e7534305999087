// A run of the playground: any step of it can be asked for, earlier ones too. It keeps some of the networks on its way
// and trains again from the nearest one, which gives the same numbers, since a step is a pure function.
// Who calls it without blocking the page: playground-worker.ts.
import {
  adam,
  batchCost,
  type CurveName,
  createNetwork,
  gradientDescent,
  type InitializerName,
  initializers,
  losses,
  momentum,
  type Network,
  type Optimizer,
  type OptimizerState,
  predict,
  trainingStep,
} from '@nn101/scratch';
import type { Point } from './playground-data.ts';

/** The bends of hidden units on offer. */
export const activationNames = [
  'tanh',
  'relu',
  'sigmoid',
  'elu',
  'softplus',
  'softsign',
  'linear',
] as const satisfies readonly CurveName[];
type ActivationName = (typeof activationNames)[number];

/** All that decides a run. Plain data. */
export interface RunConfiguration {
  readonly points: readonly Point[];
  /** Units of each hidden layer; none is a single neuron. */
  readonly layers: readonly number[];
  readonly activation: ActivationName;
  readonly optimizer: 'descent' | 'momentum' | 'adam';
  readonly rate: number;
  readonly weights: InitializerName;
  readonly seed: number;
}

/** Where a run stands after some updates. */
export interface Moment {
  readonly step: number;
  readonly network: Network;
  readonly state?: OptimizerState;
}

export interface CostPoint {
  readonly step: number;
  readonly cost: number;
}

/** A run that remembers. */
export interface Run {
  /** The moment after `step` updates. Throws a ScratchError where the run diverges before it. */
  at(step: number): Moment;
  /** Cost and share of right answers of a moment's network. */
  measure(moment: Moment): { cost: number; accuracy: number };
  /** Costs on the way so far, in order, a few hundred at most. */
  costs(): readonly CostPoint[];
}

/** Moments that are kept; beyond it, every other one is given up. */
const mostMoments = 512;

/** A run at its start. */
export function createRun(configuration: RunConfiguration): Run {
  const batch = batchOf(configuration);
  const optimizer = optimizerOf(configuration);
  const start: Moment = { step: 0, network: startingNetwork(configuration) };
  const memory = createMemory({ ...start, cost: batchCost({ network: start.network, ...batch }) });
  let latest = start;

  function at(step: number): Moment {
    let moment: Moment = latest.step <= step ? latest : start;
    // One step on is what playing asks for; looking for a nearer moment would take longer than the step.
    if (step > moment.step + 1) moment = memory.nearest(step, moment);
    while (moment.step < step) {
      const next = trainingStep({ ...batch, network: moment.network, optimizer, state: moment.state });
      memory.keep({ ...moment, cost: next.cost });
      moment = { step: moment.step + 1, network: next.network, state: next.state };
    }
    latest = moment;
    return moment;
  }

  function measure({ network }: Moment) {
    const answers = predict(network, batch.inputs);
    const right = answers.filter(([a], i) => (a >= 0.5 ? 1 : 0) === configuration.points[i].label).length;
    return { cost: batchCost({ ...batch, network }), accuracy: right / answers.length };
  }

  return { at, measure, costs: memory.costs };
}

/** Moments on the way, thinned out evenly when they become too many. */
function createMemory(start: Moment & CostPoint) {
  let kept = [start];
  let interval = 1;
  return {
    keep(moment: Moment & CostPoint): void {
      if (moment.step % interval !== 0 || moment.step <= kept[kept.length - 1].step) return;
      kept.push(moment);
      if (kept.length <= mostMoments) return;
      interval *= 2;
      kept = kept.filter(({ step }) => step % interval === 0);
    },
    /** The latest moment up to `step`, if it is later than `other`; else `other`. */
    nearest(step: number, other: Moment): Moment {
      const candidate = kept.findLast((moment) => moment.step <= step);
      return candidate && candidate.step > other.step ? candidate : other;
    },
    costs: (): CostPoint[] => kept.map(({ step, cost }) => ({ step, cost })),
  };
}

function batchOf({ points }: RunConfiguration) {
  return {
    inputs: points.map(({ x, y }) => [x, y]),
    targets: points.map(({ label }) => [label]),
    loss: losses.binaryCrossEntropy,
  };
}

/** The network before the first step. */
export function startingNetwork({ layers, activation, weights, seed }: RunConfiguration): Network {
  const sizes = [
    ...layers.map((units) => ({ units, activation })),
    { units: 1, activation: 'sigmoid' } as const,
  ];
  return createNetwork({ inputs: 2, layers: sizes, seed, initializer: initializers[weights] });
}

function optimizerOf({ optimizer, rate }: RunConfiguration): Optimizer {
  switch (optimizer) {
    case 'descent':
      return gradientDescent({ learningRate: rate });
    case 'momentum':
      return momentum({ learningRate: rate });
    case 'adam':
      return adam({ learningRate: rate });
    default:
      return optimizer satisfies never;
  }
}
