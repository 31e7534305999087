// XOR by hand: everything but the way back. The lesson's text is in lesson.md.

/** The nine numbers of a network with two inputs, two hidden units and one output. */
export interface Parameters {
  /** w1[unit][input] */
  readonly w1: readonly (readonly [number, number])[];
  readonly b1: readonly [number, number];
  readonly w2: readonly [number, number];
  readonly b2: number;
}

export interface Example {
  readonly x: readonly [number, number];
  readonly y: number;
}

export const examples: readonly Example[] = [
  { x: [0, 0], y: 0 },
  { x: [0, 1], y: 1 },
  { x: [1, 0], y: 1 },
  { x: [1, 1], y: 0 },
];

/** Hidden values and output for one example. */
export function forward({ w1, b1, w2, b2 }: Parameters, [x0, x1]: Example['x']) {
  const hidden = (unit: 0 | 1) => Math.tanh(w1[unit][0] * x0 + w1[unit][1] * x1 + b1[unit]);
  const a1 = [hidden(0), hidden(1)] as const;
  const a2 = 1 / (1 + Math.exp(-(w2[0] * a1[0] + w2[1] * a1[1] + b2)));
  return { a1, a2 };
}

/** Mean cross-entropy over the examples. */
export function cost(parameters: Parameters): number {
  const losses = examples.map(({ x, y }) => {
    const { a2 } = forward(parameters, x);
    return -(y * Math.log(a2) + (1 - y) * Math.log(1 - a2));
  });
  return losses.reduce((sum, loss) => sum + loss, 0) / examples.length;
}

/** The slope of the cost along each of the nine numbers. Your turn: these zeros learn nothing. */
export function gradients(_parameters: Parameters): Parameters {
  return {
    w1: [
      [0, 0],
      [0, 0],
    ],
    b1: [0, 0],
    w2: [0, 0],
    b2: 0,
  };
}
