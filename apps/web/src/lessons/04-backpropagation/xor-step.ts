// One training step of the XOR network, laid open: what it began with, everything it computed, and where it led.
// The walk through it for one example: backward-operations.ts.
import {
  checkGradients,
  createNetwork,
  type GradientCheck,
  gradientDescent,
  initializers,
  losses,
  type Network,
  type TrainingStep,
  trainingStep,
  xorExamples,
} from '@nn101/scratch';

export const xorInputs = xorExamples.inputs;
export const xorTargets = xorExamples.targets.map((y) => [y]);

/** The step after `iteration` updates. */
export interface XorStep {
  /** Before the update. */
  readonly network: Network;
  readonly step: TrainingStep;
}

const loss = losses.binaryCrossEntropy;
const batch = { inputs: xorInputs, targets: xorTargets, loss };

/** The notebook's network: 2 - 2 - 1, tanh and sigmoid, standard normal weights of the seed. */
export function xorNetwork(seed: number): Network {
  const layers = [
    { units: 2, activation: 'tanh' },
    { units: 1, activation: 'sigmoid' },
  ] as const;
  return createNetwork({ inputs: 2, layers, seed, initializer: initializers.standardNormal });
}

/** A run of which any step can be laid open. It remembers its way: what was trained once is there at once. */
export interface XorRun {
  /** Trains for `iteration` updates, and lays the next one open. */
  at(iteration: number): XorStep;
}

/** The run of a seed. */
export function xorRun({ seed, learningRate }: { seed: number; learningRate: number }): XorRun {
  const optimizer = gradientDescent({ learningRate });
  const networks = [xorNetwork(seed)];
  return {
    at(iteration) {
      while (networks.length <= iteration) {
        const network = networks[networks.length - 1];
        networks.push(trainingStep({ network, ...batch, optimizer }).network);
      }
      const network = networks[iteration];
      return { network, step: trainingStep({ network, ...batch, optimizer }) };
    },
  };
}

/** One of the nine numbers: its slope by backpropagation, and by trying. */
export interface SlopePair {
  /** As the drawing names it: `W₁[1,2]`. */
  readonly name: string;
  readonly analytic: number;
  readonly numerical: number;
}

/** All nine slopes both ways. `h` is how far each number is moved to try. */
export function slopePairs(network: Network, h: number): { pairs: SlopePair[]; check: GradientCheck } {
  const check = checkGradients({ network, ...batch, step: h });
  const pairs = check.analytic.flatMap(({ dW, db }, l) => {
    const other = check.numerical[l];
    return dW.flatMap((row, j) => [
      ...row.map((analytic, k) => ({ name: weightName(l, j, k), analytic, numerical: other.dW[j][k] })),
      { name: biasName(l, j), analytic: db[j], numerical: other.db[j] },
    ]);
  });
  return { pairs, check };
}

const subscripts = '₀₁₂';

function weightName(layer: number, unit: number, input: number): string {
  return `W${subscripts[layer + 1]}[${unit + 1},${input + 1}]`;
}

function biasName(layer: number, unit: number): string {
  return `b${subscripts[layer + 1]}[${unit + 1}]`;
}
