// Every word that lesson 03-cost shows, apart from the prose in `lessons/03-cost/lesson.md`.
import { plural } from './quantities.ts';

export const texts = {
  lossNames: { squared: 'Squared error', crossEntropy: 'Cross-entropy' },
  answer: 'One answer, two ways to be wrong',
  answerText:
    'A neuron has added up z, and its sigmoid says a. Drag the triangle below the curves, or the slider, and see what its answer costs.',
  truth: 'The truth y',
  truthIs: (y: number) => `The truth is ${y}`,
  presets: 'Answers to try',
  sureWrong: 'Sure and wrong',
  undecided: 'Undecided',
  sureRight: 'Sure and right',
  sum: 'Sum z',
  sumIs: (z: string) => `z = ${z}`,
  says: 'The neuron says a',
  lossPlotTitle: 'What it costs, over z',
  lossPlot: (z: string, squared: string, crossEntropy: string) =>
    `Both losses over the sum z. At z = ${z} the squared error is ${squared}, the cross-entropy ${crossEntropy}. The sum can be moved.`,
  slopePlotTitle: 'How steep it is there: what learning follows',
  slopePlot: (z: string, squared: string, crossEntropy: string) =>
    `The slopes of both losses over the sum z. At z = ${z} the squared error’s is ${squared}, the cross-entropy’s ${crossEntropy}.`,
  whyLog: 'Why the log',
  whyLogText:
    'The slope along z is the loss’s slope along a, times the sigmoid’s own. A sigmoid that is sure is flat. Only a loss that becomes as steep as the sigmoid becomes flat keeps the product alive, and the logarithm does so exactly.',
  lost: (slope: string, squared: string, crossEntropy: string) =>
    `Of every error, the sigmoid lets ${slope} through here. The squared error is left with a slope of ${squared}, the cross-entropy with ${crossEntropy}.`,
  surprisePlotTitle: 'The surprise, over a',
  surprisePlot: (a: string, loss: string) =>
    `Both losses over the answer a. At a = ${a} the surprise is ${loss}. The squared error ends at 1, the surprise has no end.`,
  surpriseNote:
    'The logarithm’s curve rises without end towards the wrong side: to be certain of what is false costs everything. The square never asks for more than 1.',
  rolling: 'The surface one rolls down',
  rollingText: (examples: string) =>
    `One neuron with one input, so that its whole cost is a landscape over two numbers: weight and bias. Its six examples: ${examples}. Drag the ring, or click into a map, to choose where to start; both balls follow their own slope from there.`,
  step: 'Step',
  rate: 'Learning rate',
  startWeight: 'Start at w',
  startBias: 'Start at b',
  turn: 'Turn the landscapes',
  degrees: (turn: number) => `${turn}°`,
  stand: ({ w, b, cost }: { w: string; b: string; cost: string }) => `w = ${w}   b = ${b}   C = ${cost}`,
  place: (w: string, b: string) => `w ${w}, b ${b}`,
  startHandle: (name: string) => `Start, on the map of the ${name.toLowerCase()}`,
  map: (name: string, steps: number) =>
    `${name} over weight and bias, from above, in bands of equal height, and the way of the first ${plural(steps, 'step')}. The start can be moved.`,
  landscape: (name: string) =>
    `The same landscape of the ${name.toLowerCase()} from the side, with the way on it.`,
  rollingNote:
    'The stronger the orange, the higher. The cross-entropy is a bowl: from wherever you start, downhill leads to the one bottom. The squared error has high plains, where the slope is next to nothing, and shoulders that lead the wrong way. Each landscape is drawn to its own height.',
} as const;
