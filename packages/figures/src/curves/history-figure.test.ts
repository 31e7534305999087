import { expect, test } from 'vitest';
import { exampleEpochs } from '../../test-support/example-data.ts';
import { find, readSvg } from '../../test-support/read-svg.ts';
import { type HistoryEpoch, historyFigure } from './history-figure.ts';

const epochs = exampleEpochs(20);
const loss = historyFigure({ epochs, metric: 'loss' });
const legendOf = (svg: string) => find(svg, '.legend text').map((text) => text.textContent);
const pointsOf = (svg: string, name: string) => find(svg, `.nn101-${name}-points *`);
const ticksOf = (svg: string, axis: 'x' | 'y') =>
  find(svg, `[aria-label="${axis}-axis tick label"] text`).map((text) => text.textContent);

test('one point per epoch on each curve, training and validation distinguishable without colour', () => {
  expect(pointsOf(loss, 'training')).toHaveLength(20);
  expect(pointsOf(loss, 'validation')).toHaveLength(20);
  const [training] = find(loss, '.nn101-training-curve');
  const [validation] = find(loss, '.nn101-validation-curve');
  expect(training.getAttribute('stroke')).not.toBe(validation.getAttribute('stroke'));
  expect(training.hasAttribute('stroke-dasharray')).toBe(false);
  expect(validation.getAttribute('stroke-dasharray')).toBe('6 4');
  expect(pointsOf(loss, 'training')[0].localName).not.toBe(pointsOf(loss, 'validation')[0].localName);
});

test('curves go through the values: loss falls to the right, from the top of its axis', () => {
  const path = find(loss, '.nn101-training-curve path')[0].getAttribute('d') ?? '';
  const points = path
    .slice(1)
    .split('L')
    .map((point) => point.split(',').map(Number));
  expect(points).toHaveLength(20);
  points.slice(1).forEach(([x, y], i) => {
    expect(x).toBeGreaterThan(points[i][0]);
    expect(y).toBeGreaterThan(points[i][1]);
  });
  // Losses 2 and 1 on an axis from 0 to 2: the second epoch lies half-way down.
  const bottom = 2 * points[1][1] - points[0][1];
  expect(ticksOf(loss, 'y')[0]).toBe('0.0');
  expect(Math.abs(bottom - (380 - 46))).toBeLessThan(0.01);
});

test('the best validation epoch is ringed and named: lowest loss, highest accuracy', () => {
  // By the example's formula, validation is best at the eleventh epoch.
  expect(legendOf(loss)).toEqual(['training', 'validation', 'best 1.0000 at epoch 11']);
  const accuracy = historyFigure({ epochs, metric: 'accuracy' });
  expect(legendOf(accuracy)).toEqual(['training', 'validation', 'best 0.7000 at epoch 11']);
  const [ring] = find(loss, '.nn101-best circle');
  const diamond = pointsOf(loss, 'validation')[10].getAttribute('transform');
  expect(diamond).toBe(`translate(${ring.getAttribute('cx')},${ring.getAttribute('cy')})`);
});

test('the first of equally good epochs counts', () => {
  const equal = [3, 2, 2].map((valLoss, i) => ({ epoch: i + 1, loss: 1, accuracy: 0, valLoss }));
  expect(legendOf(historyFigure({ epochs: equal, metric: 'loss' }))).toContain('best 2.0000 at epoch 2');
});

test('without validation there is one curve and no best epoch', () => {
  const only = epochs.map(({ epoch, loss, accuracy }) => ({ epoch, loss, accuracy }));
  const svg = historyFigure({ epochs: only, metric: 'loss' });
  expect(legendOf(svg)).toEqual(['training']);
  expect(find(svg, '.nn101-best')).toHaveLength(0);
  expect(pointsOf(svg, 'validation')).toHaveLength(0);
});

test('epochs get whole numbers, and no more of them than can be read', () => {
  expect(ticksOf(historyFigure({ epochs: epochs.slice(0, 12), metric: 'loss' }), 'x')).toEqual(
    Array.from({ length: 12 }, (_, i) => String(i + 1)),
  );
  expect(ticksOf(loss, 'x')).toEqual(['2', '4', '6', '8', '10', '12', '14', '16', '18', '20']);
  expect(ticksOf(historyFigure({ epochs: exampleEpochs(1000), metric: 'loss' }), 'x')).toHaveLength(10);
});

test('many epochs are a line without shapes', () => {
  const svg = historyFigure({ epochs: exampleEpochs(200), metric: 'accuracy' });
  expect(pointsOf(svg, 'training')).toHaveLength(0);
  expect(find(svg, '.nn101-training-curve path')).toHaveLength(1);
});

test('a single epoch is a point', () => {
  const svg = historyFigure({ epochs: epochs.slice(0, 1), metric: 'loss' });
  expect(pointsOf(svg, 'training')).toHaveLength(1);
  expect(ticksOf(svg, 'x')).toEqual(['1']);
});

test('a training that diverged has gaps, and no NaN in the text', () => {
  const values = [0.5, Number.NaN, Number.POSITIVE_INFINITY, 0.4];
  const diverged = values.map((loss, i) => ({ epoch: i + 1, loss, accuracy: 0.1, valLoss: loss }));
  const svg = historyFigure({ epochs: diverged, metric: 'loss' });
  expect(pointsOf(svg, 'training')).toHaveLength(2);
  expect(svg).not.toMatch(/NaN|Infinity/);
  const nothing = diverged.map((epoch) => ({ ...epoch, loss: Number.NaN, valLoss: Number.NaN }));
  expect(historyFigure({ epochs: nothing, metric: 'loss' })).not.toMatch(/NaN|Infinity/);
  expect(readSvg(svg).querySelector('desc')?.textContent).toBe(
    'Training loss over 4 epochs, from 0.5000 to 0.4000. Validation loss from 0.5000 to 0.4000, best 0.4000 at epoch 4.',
  );
});

test('all accuracies equal still make an axis', () => {
  const flat: HistoryEpoch[] = [1, 2, 3].map((epoch) => ({ epoch, loss: 0, accuracy: 1 }));
  const svg = historyFigure({ epochs: flat, metric: 'accuracy' });
  expect(ticksOf(svg, 'y')).toContain('1.00');
  expect(ticksOf(historyFigure({ epochs: flat, metric: 'loss' }), 'y')).toContain('0.0');
});

test('the title can be chosen, and is escaped', () => {
  const svg = historyFigure({ epochs, metric: 'loss', title: 'a <b> & "c"' });
  expect(svg).toContain('aria-label="a &lt;b&gt; &amp; &quot;c&quot;"');
  expect(readSvg(svg).querySelector('title')?.textContent).toBe('a <b> & "c"');
});

test('no epochs, no figure', () => {
  expect(() => historyFigure({ epochs: [], metric: 'loss' })).toThrowErrorMatchingInlineSnapshot(
    `[FiguresError: Expected at least one epoch, received none. Train for an epoch first.]`,
  );
});
