// Every word that lesson 05-xor shows, apart from the prose in `lessons/05-xor/lesson.md`.
import { count, fixed, percent, plural } from './quantities.ts';

export const texts = {
  title: 'Train',
  run: 'The run',
  reset: 'Back to the start',
  back: 'One step back',
  next: 'One step on',
  play: 'Play',
  pause: 'Pause',
  pace: 'Pace',
  paces: {
    '10': '10 steps a second',
    '100': '100 steps a second',
    '1000': '1,000 steps a second',
    all: 'As fast as it can',
  },
  scrub: 'Through the run',
  stepOf: (step: number) => `step ${count(step)}`,
  lastStep: (step: number) =>
    `Step ${count(step)} is the last one here. Go back through the run, or change a setting to begin anew.`,
  crashed: 'The worker that trains has crashed. Change a setting, or press play again, and it starts anew.',
  ended: 'This run ends here',
  emptyTitle: 'There is nothing to learn yet',
  emptyText: 'Click into the plane to place points of both classes.',
  step: 'Step',
  cost: 'Cost',
  right: 'Right',
  percent: (share: number) => percent(share, 0),
  mapNote:
    'Each picture is what that neuron says over the plane: orange high, blue low. Solid lines are positive weights, dashed ones negative. Press one to see it large.',
  outputUnit: 'Output',
  hiddenUnit: (layer: number, unit: number) => `Hidden layer ${layer}, unit ${unit}`,
  surface: (name: string, right: string) =>
    `What “${name}” says about every point of the plane, and the examples: discs should be 1, squares 0. ${right} are answered right.`,
  costTitle: 'Cost',
  costCurve: (step: number, cost: number) =>
    `The cost over the steps; at step ${count(step)} it is ${fixed(cost, 4)}.`,
  stepAxis: 'step',
  costAxis: 'cost',
  hash: (hash: string | undefined) =>
    hash === undefined
      ? 'Weights: pause to see their hash.'
      : `Weights: ${hash}. Whoever opens this lesson’s link gets the same, in any browser.`,
  settings: 'What it is made of',
  dataTitle: 'Data',
  data: 'Points',
  dataNames: { xor: 'XOR', circles: 'Circles', moons: 'Moons', spirals: 'Spirals', own: 'My own' },
  noise: 'Noise',
  drawAnew: 'Draw others',
  networkTitle: 'Network',
  layers: 'Hidden layers',
  layerUnits: (layer: number, units: number) => `Layer ${layer}: ${plural(units, 'unit')}`,
  fewer: (layer: number) => `One unit less in layer ${layer}`,
  more: (layer: number) => `One unit more in layer ${layer}`,
  addLayer: 'Add a layer',
  removeLayer: 'Remove the last',
  activation: 'Activation',
  learningTitle: 'Learning',
  optimizer: 'Optimizer',
  optimizers: { descent: 'Gradient descent', momentum: 'Momentum', adam: 'Adam' },
  rate: 'Learning rate',
  weights: 'First weights',
  weightNames: { standardNormal: 'Normal', glorotUniform: 'Glorot', heNormal: 'He' },
  seed: 'Seed',
  nextSeed: 'Next seed',
  cursor: 'Where the next point goes',
  classOne: '● of class 1',
  classZero: '■ of class 0',
  addAtCross: 'Place at the cross',
  removeLast: 'Remove the last',
  removeAll: 'Remove all',
  insideTitle: 'Inside, and why a seed gets stuck',
  insideText:
    'All that the output knows of an example are the values of the last hidden layer. Where two examples that need different answers look alike there, they are marked.',
  inside: 'XOR’s four examples as the output sees them',
  hiddenValues: 'Hidden values',
  slopes: 'Their slopes f′',
  gradientLength: (length: string) => `The gradient over all weights and biases is ${length} long.`,
  stuckSeed: 'Seed 0, step 10,000: stuck',
  luckySeed: 'Seed 2, step 10,000: learned',
  stuckTitle: 'This run is stuck',
  stuckPair: ({
    names,
    outputs,
    deltas,
    slope,
  }: {
    names: readonly [string, string];
    outputs: readonly [string, string];
    deltas: readonly [string, string];
    slope: string;
  }) =>
    `${names[0]} and ${names[1]} need different answers, but look the same to the output, so it says ${outputs[0]} and ${outputs[1]}. Their errors, ${deltas[0]} and ${deltas[1]}, pull against each other and cancel. The hidden units could tell the two apart, but at most ${slope} of an error comes through their bends.`,
  stuckWayOut: 'More steps hardly help. Try the next seed, or a third hidden unit.',
  codeTitle: 'Take it with you',
  codeText: (steps: number) => `This run of ${plural(steps, 'step')} as a program that stands on its own.`,
  codeNotes: {
    typescript:
      'With this course’s package: the same seed, the same weights, and at the end the same hash as above.',
    keras: 'From the very same weights, in double precision: the costs agree but for rounding.',
    pytorch: 'From the very same weights, in double precision: the costs agree but for rounding.',
  },
  saveNetwork: 'Save this network (JSON)',
  networkFile: 'playground-network.json',
} as const;
