// Every word that lesson 04-backpropagation shows, apart from the prose in `lessons/04-backpropagation/lesson.md`.
import { plural } from './quantities.ts';

type Kind =
  | 'sum'
  | 'bend'
  | 'loss'
  | 'outputDelta'
  | 'weightSlope'
  | 'biasSlope'
  | 'hiddenDelta'
  | 'mean'
  | 'update';

const forwards: readonly (Kind | undefined)[] = ['sum', 'bend', 'loss'];

export const texts = {
  walk: 'One step of training',
  examples: 'Which of the four examples to follow',
  example: (x1: number, x2: number, y: number) => `${x1}, ${x2} → ${y}`,
  begin: 'The weights and biases are there, and one example. Step on.',
  phase: (kind: Kind | undefined) => {
    if (kind === undefined) return 'Ready.';
    if (kind === 'mean' || kind === 'update') return 'Learn.';
    return forwards.includes(kind) ? 'Forward.' : 'Backward.';
  },
  operations: {
    sum: 'The weighted sum of what comes in, and the bias.',
    bend: 'The unit’s answer: tanh in the hidden layer, the sigmoid at the output.',
    loss: 'How surprising the truth is to the network.',
    outputDelta:
      'How much the loss would rise with the output’s sum. The slopes of sigmoid and logarithm cancel each other.',
    weightSlope: 'The slope of this weight: delta where it leads, times what came in along it.',
    biasSlope: 'The bias was multiplied by 1, so its slope is delta itself.',
    hiddenDelta: 'Delta, handed back along the weight and through the slope of tanh.',
    mean: 'All slopes are averaged over the four examples; here for one weight, in the order of the examples.',
    update:
      'Every number takes a step against its own mean slope. The drawing shows the new ones; z, a and δ have to be worked out anew.',
  } satisfies Record<Kind, string>,
  nodeName: (layer: number, unit: number) =>
    layer < 0 ? `Input ${unit + 1}` : layer === 0 ? `Hidden ${unit + 1}` : 'Output',
  drawing: (step: number, count: number) =>
    `The XOR network after ${step} of ${count} operations: two inputs, two hidden units, one output, with z, a and delta in each unit and the slopes beside the weights.`,
  training: 'And again',
  iteration: 'Updates done',
  cost: 'Cost, before the next update',
  answers: 'The network’s answer to each example',
  steps: (updates: number) => plural(updates, 'update'),
  restart: 'From the start',
  seed: 'Seed',
  rate: 'Learning rate',
  limit: (most: number) => `Up to ${plural(most, 'update')} here; the playground goes on from there.`,
  gradients: 'Is it right?',
  gradientsText:
    'Each of the nine numbers is moved a little to both sides, and the cost worked out anew. The slope between the two, the numerical gradient, must be what backpropagation says, the analytic one.',
  h: 'Move by h',
  power: (exponent: number) => `10⁻${'⁰¹²³⁴⁵⁶⁷⁸⁹'[-exponent]}`,
  number: 'Number',
  analytic: 'Analytic',
  numerical: 'Numerical',
  difference: 'Difference',
  check: (passed: boolean, error: string) =>
    passed
      ? `All nine agree; the largest relative error is ${error}.`
      : `The largest relative error is ${error}: h is too large, and the curve bends between, or too small, and rounding decides.`,
} as const;
