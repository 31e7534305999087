// A run: the same step again and again, by one of two rules. The lesson's text is in lesson.md.
import {
  backpropagate,
  createNetwork,
  flattenGradients,
  flattenParameters,
  initializers,
  losses,
  type Network,
  withParameters,
  xorExamples,
} from '@nn101/scratch';

/** Parameters and their slopes, in one order, and what the rule remembers of earlier steps. */
export interface Situation {
  readonly parameters: readonly number[];
  readonly gradients: readonly number[];
  /** Empty before the first step. */
  readonly memory: readonly number[];
}

/** Where the parameters go, and what to remember. */
export interface Update {
  readonly parameters: readonly number[];
  readonly memory: readonly number[];
}

/** How to move, given where we stand and how steep it is. */
export type Rule = (situation: Situation) => Update;

/** Every parameter a step against its slope. Your turn: this one stays where it is. */
export function gradientDescent(_learningRate: number): Rule {
  return ({ parameters, memory }) => ({ parameters, memory });
}

/** A ball that keeps `friction` of its speed, and is pushed by the slope. Your turn. */
export function momentum(_settings: { learningRate: number; friction: number }): Rule {
  return ({ parameters, memory }) => ({ parameters, memory });
}

/** Whether a run with this last cost is stuck: no better than two right and two undecided answers. Your turn. */
export function isStuck(_cost: number): boolean {
  return false;
}

/** Two hidden tanh units, one sigmoid output, as in the notebook. */
export function startingNetwork(seed: number): Network {
  return createNetwork({
    inputs: 2,
    layers: [
      { units: 2, activation: 'tanh' },
      { units: 1, activation: 'sigmoid' },
    ],
    seed,
    initializer: initializers.standardNormal,
  });
}

/** The cost before each of the steps, and the network after the last. */
export function train(network: Network, { rule, steps }: { rule: Rule; steps: number }) {
  const inputs = xorExamples.inputs;
  const targets = xorExamples.targets.map((y) => [y]);
  const costs: number[] = [];
  let memory: readonly number[] = [];
  for (let step = 0; step < steps; step++) {
    const { cost, layers } = backpropagate({ network, inputs, targets, loss: losses.binaryCrossEntropy });
    const next = rule({
      parameters: flattenParameters(network),
      gradients: flattenGradients(layers),
      memory,
    });
    costs.push(cost);
    network = withParameters(network, next.parameters);
    memory = next.memory;
  }
  return { costs, network };
}
