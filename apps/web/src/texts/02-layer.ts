// Every word that lesson 02-layer shows, apart from the prose in `lessons/02-layer/lesson.md`.

export const texts = {
  network: 'One operation at a time',
  begin: 'Nothing is computed yet: only the inputs, the weights and the biases are there.',
  operations: {
    multiply: 'Multiply: the weight on this line times what comes in along it.',
    add: 'Add: all products of this unit, and its bias. That is the sum z.',
    bend: 'Bend: the activation makes the unit’s answer a of its sum.',
  },
  nodeName: (layer: number, unit: number) =>
    layer < 0 ? `Input ${unit + 1}` : layer === 0 ? `Hidden ${unit + 1}` : 'Output',
  drawing: (step: number, count: number, answer: string | undefined) =>
    `A network of two inputs, two hidden units and one output, after ${step} of ${count} operations. ${answer === undefined ? 'The output is not known yet.' : `The output is ${answer}.`}`,
  inputs: 'Inputs and bend',
  x1: 'Input x₁',
  x2: 'Input x₂',
  corners: 'The four questions of XOR',
  activation: 'Activation of the hidden layer',
  numbers: 'The nine numbers',
  numbersText:
    'Found by thinking: the first hidden unit says OR, the second AND, and the output says “the first, but not the second”. Change them, or draw others.',
  numberNames: [
    'Hidden 1, w₁',
    'Hidden 1, w₂',
    'Hidden 1, b',
    'Hidden 2, w₁',
    'Hidden 2, w₂',
    'Hidden 2, b',
    'Output, w₁',
    'Output, w₂',
    'Output, b',
  ],
  thinking: 'XOR by thinking',
  draw: 'Draw others',
  matrices: 'The same, as everybody writes it',
  layerNames: ['Hidden layer', 'Output layer'],
} as const;
