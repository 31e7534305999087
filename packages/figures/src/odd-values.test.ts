// What a stranger passes one day: names of every script, sizes at the edge, values of a training that went wrong.
// Each gives a picture that is well-formed and shows the right thing, or an error in words.

import { describe, expect, test } from 'vitest';
import { find } from '../test-support/read-svg.ts';
import {
  confusionMatrixFigure,
  costFigure,
  decisionSurfaceFigure,
  FiguresError,
  galleryFigure,
  historyFigure,
  predictionGridFigure,
} from './index.ts';

const oddNames = [
  '<script>alert(1)</script>',
  '"quoted" & \'single\'',
  ']]> <!-- & &amp;',
  '🦊 fox',
  '👩‍👩‍👧‍👦',
  'שלום עולם',
  'قطة',
  '猫'.repeat(80),
  '',
  ' \n\t ',
  'line\nbreak',
  'a\u0000b\uD800c',
  'constructor',
  '__proto__',
];
const count = oddNames.length;
const batch = {
  images: new Uint8Array(count * 4).fill(200),
  shape: [count, 2, 2, 1] as const,
  labels: oddNames.map((_, i) => i),
  classNames: oddNames,
};
const identity = oddNames.map((_, i) => oddNames.map((_, j) => (i === j ? 1 : 0)));

/** Fails where the text is no well-formed XML, or holds a number that is none. */
function expectPicture(svg: string): void {
  const open: string[] = [];
  const rest = svg.replace(
    /<(\/?)([A-Za-z]+)((?:\s[\w:-]+="[^"<]*")*)(\/?)>/g,
    (_, closes, tag, __, empty) => {
      if (closes) expect(open.pop()).toBe(tag);
      else if (!empty) open.push(tag);
      return '';
    },
  );
  expect(open).toEqual([]);
  expect(rest).not.toMatch(/[<>]|&(?!amp;|lt;|gt;|quot;)/);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  expect(svg).not.toMatch(/[\u0000-\u0008]|="[^"]*(NaN|Infinity)/);
}

describe('class names', () => {
  test('in a gallery, whole in the tooltip and escaped', () => {
    const svg = galleryFigure({ ...batch, columns: 7, title: oddNames.join(' ') });
    expectPicture(svg);
    const names = find(svg, '.nn101-names title').map(({ textContent }) => textContent);
    expect(names).toContain(oddNames[0]);
    expect(svg).toContain('&lt;script&gt;');
  });

  test('in a prediction grid and a confusion matrix', () => {
    expectPicture(predictionGridFigure({ ...batch, rows: 14, probabilities: identity.flat() }));
    expectPicture(confusionMatrixFigure({ matrix: identity, classNames: oddNames }));
  });

  test('as labels of points', () => {
    const points = oddNames.map((label, i) => ({ x: i / count, y: 0.5, label }));
    const [xs, values] = [
      [0, 1],
      [
        [0, 1],
        [1, 0],
      ],
    ];
    const svg = decisionSurfaceFigure({ xs, ys: xs, values, points });
    expectPicture(svg);
    expect(find(svg, '.legend')).toHaveLength(new Set(oddNames).size);
  });
});

describe('few and many', () => {
  test('one image, one class, one epoch, one cost', () => {
    const one = { images: Uint8Array.of(9), shape: [1, 1, 1, 1] as const, labels: [0], classNames: ['only'] };
    expectPicture(galleryFigure({ ...one, rows: 1e6, columns: 1e6 }));
    expectPicture(predictionGridFigure({ ...one, probabilities: [1] }));
    expect(confusionMatrixFigure({ matrix: [[0]], classNames: ['only'] })).toContain('No images');
    expectPicture(historyFigure({ epochs: [{ epoch: 1, loss: 0.5, accuracy: 1 }], metric: 'accuracy' }));
    expectPicture(costFigure({ points: [{ iteration: 0, cost: 0 }] }));
  });

  test('100,000 costs', () => {
    const points = Array.from({ length: 100_000 }, (_, iteration) => ({
      iteration,
      cost: 1 / (1 + iteration),
    }));
    expectPicture(costFigure({ points }));
  });
});

describe('values of a training that went wrong', () => {
  const wrong = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];

  test.each(['loss', 'accuracy'] as const)('a history whose %s is never a number', (metric) => {
    const epochs = wrong.map((value, i) => ({
      epoch: i + 1,
      ...{ loss: value, accuracy: value, valLoss: value, valAccuracy: value },
    }));
    const svg = historyFigure({ epochs, metric });
    expectPicture(svg);
    expect(svg).not.toContain('best');
  });

  test('null, which JSON makes of NaN, leaves the same gap', () => {
    const epochs = [0.9, Number.NaN, 0.5].map((loss, i) => ({ epoch: i + 1, loss, accuracy: 0.5 }));
    const read = JSON.parse(JSON.stringify(epochs)) as typeof epochs;
    expect(read[1].loss).toBe(null);
    const figures = [epochs, read].map((list) => historyFigure({ epochs: list, metric: 'loss' }));
    expect(figures[1]).toBe(figures[0]);
    const points = read.map(({ loss }, iteration) => ({ iteration, cost: loss }));
    expectPicture(costFigure({ points }));
    expect(find(costFigure({ points }), '.nn101-cost-points circle')).toHaveLength(2);
  });

  test("Keras' names of the validation fields do not silently drop a curve", () => {
    const epoch = { epoch: 1, loss: 0.5, accuracy: 0.5 };
    const draw = (more: object) => () => historyFigure({ epochs: [{ ...epoch, ...more }], metric: 'loss' });
    expect(draw({ val_loss: 0.6 })).toThrowErrorMatchingInlineSnapshot(
      `[FiguresError: epochs[0] has no field "val_loss". Did you mean valLoss?]`,
    );
    expect(draw({ type: 'epoch', seconds: 3, learningRate: 0.1, microsecondsPerSample: 9 })()).toContain(
      '<svg',
    );
  });

  test('the largest numbers, the smallest ones and -0', () => {
    const { MAX_VALUE, MIN_VALUE } = Number;
    const costs = [MAX_VALUE, MIN_VALUE, -0, -1e300];
    expectPicture(costFigure({ points: costs.map((cost, iteration) => ({ iteration, cost })) }));
    const values = [
      [-MAX_VALUE, MAX_VALUE],
      [MIN_VALUE, -0],
    ];
    const axes = { xs: [0, 1], ys: [0, 1] };
    const svg = decisionSurfaceFigure({ ...axes, values });
    expectPicture(svg);
    // Their difference is an infinity, and the colors are those of -1 and 1 all the same.
    const small = decisionSurfaceFigure({
      ...axes,
      values: [
        [-1, 1],
        [0, 0],
      ],
    });
    const picture = (text: string) => find(text, '.nn101-surface image')[0].getAttribute('href');
    expect(picture(svg)).toBe(picture(small));
  });

  test('a surface without finite values, and a constant one', () => {
    const axis = [0, 1];
    for (const value of [Number.NaN, 0, 0.5, -3]) {
      const values = axis.map(() => axis.map(() => value));
      expectPicture(decisionSurfaceFigure({ xs: axis, ys: axis, values }));
    }
  });

  test('labels of other types than numbers are named', () => {
    const labels = BigInt64Array.from(batch.labels, BigInt) as never;
    expect(() => galleryFigure({ ...batch, labels })).toThrowErrorMatchingInlineSnapshot(
      `[FiguresError: labels[0] expects a number; received 0n (a bigint).]`,
    );
    const words = [...oddNames] as never;
    expect(() => galleryFigure({ ...batch, labels: words })).toThrow(FiguresError);
  });
});

test('an axis whose steps are not equal would be drawn in the wrong places', () => {
  const values = [
    [0, 1, 0],
    [1, 0, 1],
    [0, 1, 0],
  ];
  const draw = (xs: number[]) => () => decisionSurfaceFigure({ xs, ys: [0, 1, 2], values });
  expect(draw([0, 1, 10])).toThrowErrorMatchingInlineSnapshot(
    `[FiguresError: Expected xs to be 2 or more numbers that rise in equal steps, received [0, 1, 10].]`,
  );
  // As linspace in float32 gives it.
  expect(draw([...Float32Array.of(0, 1 / 3, 2 / 3)])()).toContain('<svg');
});

test('an empty title is a title', () => {
  const svg = historyFigure({ epochs: [{ epoch: 1, loss: 0.5, accuracy: 0.5 }], metric: 'loss', title: '' });
  expectPicture(svg);
  expect(svg).not.toContain('Loss per epoch');
});
