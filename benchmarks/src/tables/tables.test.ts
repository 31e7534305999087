import { describe, expect, test } from 'vitest';
import { measured, recordOf } from '../testing/rows.ts';
import { coresTable } from './cores-table.ts';
import { coresModelTable, fixedCostTable } from './fixed-cost-tables.ts';
import { fusedTable } from './fused-table.ts';
import { ladderTable } from './ladder-table.ts';
import { figure, markdownTable, replaceBetweenMarkers } from './markdown.ts';
import { memoryTable } from './memory-table.ts';
import { nativeTable } from './native-table.ts';
import { networksTable } from './networks-table.ts';
import { operationsTable } from './operations-table.ts';
import { productsTable } from './products-table.ts';
import { profileTable } from './profile-table.ts';
import { rivalsTable } from './rivals-table.ts';
import { tilesTable } from './tiles-table.ts';

const where = 'Measured on 2026-01-02: CPU 1, 2 cores, 8 GiB, Node 20.19.0;';

test.each([
  [0.12345, '0.123'],
  [9.996, '10'],
  [42.25, '42.3'],
  [99.6, '100'],
  [12345.6, '12,346'],
])('%d reads %s', (value, text) => {
  expect(figure(value)).toBe(text);
});

test('a table has a rule beneath its heading, and no bar in a cell breaks it', () => {
  expect(
    markdownTable([
      ['a', 'b'],
      ['x|y', '1'],
    ]),
  ).toBe('| a | b |\n| --- | ---: |\n| x\\|y | 1 |');
});

describe('text between markers', () => {
  const text = 'before\n<!-- begin x -->\nold\n<!-- end x -->\nafter';

  test('is replaced, again and again, and nothing else', () => {
    const once = replaceBetweenMarkers(text, { name: 'x', content: '\nnew\n' });
    expect(once).toBe('before\n<!-- begin x -->\n\nnew\n\n<!-- end x -->\nafter');
    expect(replaceBetweenMarkers(once, { name: 'x', content: 'new' })).toBe(once);
  });

  test.each([
    ['no marker', 'nothing'],
    ['no end', '<!-- begin x -->'],
    ['the end first', '<!-- end x --><!-- begin x -->'],
    ['two beginnings', `${text}${text}`],
  ])('with %s has no place', (_, broken) => {
    expect(() => replaceBetweenMarkers(broken, { name: 'x', content: '' })).toThrow(
      'The table "x" has no place',
    );
  });
});

test('beside PyTorch: a row for each model, and where we lose', () => {
  const rows = [
    measured('nn101', 'mnist-basic', 12),
    measured('pytorch-1', 'mnist-basic', 9),
    measured('nn101', 'mnist-cnn', 1000),
    measured('pytorch-1', 'mnist-cnn', 1500),
    measured('nn101', 'cifar-cnn', 2000),
    { outcome: 'cannot', engine: 'pytorch-1', model: 'cifar-cnn', batchSize: 128, why: 'x' } as const,
  ];
  const text = nativeTable(recordOf('native', rows));
  expect(text).toContain('| model | batch size | NN101 | PyTorch 2, 1 thread | NN101 is |');
  expect(text).toContain('| mnist-basic | 128 | 12 (18) | 9 (13.5) | 0.75 times as fast |');
  expect(text).toContain('| mnist-cnn | 128 | 1,000 (1,500) | 1,500 (2,250) | 1.50 times as fast |');
  expect(text).toContain('| cifar-cnn | 128 | 2,000 (3,000) | cannot | – |');
  expect(text).toContain(`NN101 loses on mnist-basic at batch size 128. ${where}`);
  expect(nativeTable(recordOf('native', rows.slice(2, 4)))).toContain('NN101 loses nowhere in this table.');
});

test('beside two threads of PyTorch: what a second worker brings', () => {
  const rows = [
    measured('nn101', 'mnist-cnn', 1000),
    measured('nn101-2', 'mnist-cnn', 520),
    measured('pytorch-2', 'mnist-cnn', 780),
    measured('nn101', 'cifar-cnn', 2000),
  ];
  const text = coresTable(recordOf('cores', rows));
  expect(text).toContain('| model | 1 worker | 2 workers | gain | pytorch-2, 2 threads | 2 workers are |');
  expect(text).toContain(
    '| mnist-cnn | 1,000 (1,500) | 520 (780) | 1.92 | 780 (1,170) | 1.50 times as fast |',
  );
  expect(text).toContain('| cifar-cnn | 2,000 (3,000) | – | – | – | – |');
});

test('rivals: a row for each engine, a column for each model, notes on what cannot be', () => {
  const text = rivalsTable(
    recordOf('rivals', [
      measured('nn101', 'mnist-basic', 12),
      measured('nn101', 'mnist-cnn', 1000),
      measured('tfjs-wasm', 'mnist-basic', 200),
      { outcome: 'cannot', engine: 'tfjs-wasm', model: 'mnist-cnn', batchSize: 128, why: 'no such kernel' },
      { outcome: 'cannot', engine: 'brain.js', model: 'mnist-cnn', batchSize: 1, why: 'no convolutions' },
    ]),
  );
  expect(text.split('\n').slice(0, 5)).toEqual([
    '| engine | mnist-basic | mnist-cnn |',
    '| --- | ---: | ---: |',
    '| nn101 | 12 (128) | 1,000 (128) |',
    '| tfjs-wasm | 200 (128) | cannot (note 1) |',
    '| brain.js |  | cannot (note 2) |',
  ]);
  expect(text).toContain('\n1. no such kernel\n2. no convolutions\n');
});

test('operations: typical and least gain, what is new, and what is slower', () => {
  const time = (best: number) => ({ best, median: best });
  const row = (shape: string, ratio: number) => ({
    kernel: 'Conv2D',
    shape,
    microseconds: time(10),
    stockMicroseconds: time(10 * ratio),
    ratio,
  });
  const added = { kernel: 'Conv2DBackpropFilter', shape: '[1]', microseconds: time(3) };
  const text = operationsTable(
    recordOf('operations', [row('[1]', 0.5), row('[4]', 0.98), row('[8]', 8), added]),
  );
  expect(text).toContain('| Conv2D | 3 | 1.58 | 0.5 | [1] |');
  expect(text).toContain('New, with nothing to compare: Conv2DBackpropFilter.');
  expect(text).toContain('1 of 3 shapes take more than 1.03 times the stock time: Conv2D [1] (0.5).');
});

test('the profile: a column for each part, what is not in the order at the end', () => {
  const row = (model: string, shares: Record<string, number>) => ({
    ...{ model, batchSize: 128, microsecondsPerSample: 12.5 },
    shares,
  });
  const text = profileTable(
    recordOf('profile', [row('a', { update: 0.25, convolution: 0.5, odd: 0.25 }), row('b', { update: 1 })]),
  );
  expect(text).toContain('| model, batch | µs a sample | convolution | update | odd |');
  expect(text).toContain('| a, 128 | 12.5 | 50.0 % | 25.0 % | 25.0 % |');
  expect(text).toContain('| b, 128 | 12.5 |  | 100.0 % |  |');
});

test('products: the share of the bare loop', () => {
  const row = { product: '[1,2] x [2,3]', gigaflops: 27.2, loopGigaflops: 32, share: 0.85 };
  expect(productsTable(recordOf('products', [row]))).toContain('| [1,2] x [2,3] | 27.2 | 32 | 85 % |');
});

test('fused: both arithmetics and the gain', () => {
  const rows = [measured('nn101', 'mnist-cnn', 1000), measured('nn101-fused', 'mnist-cnn', 800)];
  expect(fusedTable(recordOf('fused', rows))).toMatch(
    /\| mnist-cnn \| \d+ \| 1,000 \(1,500\) \| 800 \(1,200\) \| 1.25 \|/,
  );
});

test('tiles: plain and fused', () => {
  const row = { tile: '6x8', plainGigaflops: 33.18, fusedGigaflops: 45.96 };
  expect(tilesTable(recordOf('tiles', [row]))).toContain('| 6x8 | 33.2 | 46 |');
});

test('the ladder: gains on the rung before and on the first, for each subject', () => {
  const rung = (subject: string, name: string, best: number) => ({
    subject,
    rung: name,
    milliseconds: { best, median: best },
    gigaflops: 10 / best,
  });
  const rows = [
    rung('Product', 'naive', 100),
    rung('Product', 'tiled', 20),
    rung('Product', 'packed', 10),
    rung('Layer', 'naive', 8),
  ];
  const text = ladderTable(recordOf('ladder', rows));
  expect(text).toContain('Product:\n\n| rung | ms |');
  expect(text).toContain('| naive | 100 | 0.1 |  | 1 × |');
  expect(text).toContain('| packed | 10 | 1 | 2 × | 10 × |');
  expect(text).toContain('Layer:\n\n| rung | ms |');
});

test('networks: a row for each number of threads, each engine by how much longer it takes, and why one is missing', () => {
  const rows = [
    measured('nn101', 'resnet-20', 100),
    measured('pytorch-1', 'resnet-20', 150),
    { engine: 'tensorflow-1', model: 'resnet-20', batchSize: 128, outcome: 'cannot', why: 'no module' },
    { ...measured('nn101-2', 'resnet-20', 50), label: 'nn101' },
    measured('pytorch-2', 'resnet-20', 40),
  ] as const;
  const lines = networksTable(recordOf('networks', rows)).split('\n');
  expect(lines[0]).toBe(
    '| network | batch size | threads | nn101 | PyTorch 2 | pytorch-newest | tensorflow |',
  );
  expect(lines[2]).toBe('| resnet-20 | 128 | 1 | 100 | 150 (1.50) |  | – |');
  expect(lines[3]).toBe('| resnet-20 | 128 | 2 | 50 | 40 (0.80) |  |  |');
  expect(lines).toContain('Not measured, tensorflow-1: no module');
});

test('a step beside its arithmetic: a row for each number of workers, and gains worked out for more cores', () => {
  const row = (part: 'step' | 'wakeUp' | 'sum' | 'update' | 'network', workers: number, best: number) => ({
    ...{
      part,
      workers,
      lanes: 16,
      batchSize: 1000,
      parameters: 1000,
      microseconds: { best, median: 2 * best },
    },
    ...(part === 'network' && { network: 'mnist-cnn' }),
  });
  const threads = [row('wakeUp', 2, 30), row('wakeUp', 4, 50), row('wakeUp', 8, 90), row('wakeUp', 16, 200)];
  const vectors = [row('sum', 1, 100), row('update', 1, 300), row('sum', 2, 150), row('update', 2, 350)];
  const steps = [row('step', 1, 100), row('step', 2, 180)];
  const networks = [row('network', 1, 20_700), row('network', 2, 10_900)];
  const record = recordOf('fixed-cost', [...steps, ...threads, ...vectors, ...networks]);
  expect(fixedCostTable(record).split('\n')[3]).toBe('| 2 | 180 (360) | 30 (60) | 150 (300) | 350 (700) |');
  expect(coresModelTable(record).split('\n')[2]).toBe(
    '| mnist-cnn | 20.7 | 1.90 | 1.96 | 3.7 to 3.8 | 5.3 to 6.8 | 7.2 to 10.9 |',
  );
});

test('memory: what a process takes above its base, and of PyTorch how much that is', () => {
  const row = (engine: 'nn101' | 'nn101-one-lane' | 'pytorch', baseBytes: number, growthBytes: number) => ({
    ...{ network: 'unet', engine, batchSize: 1024, baseBytes, growthBytes },
  });
  const rows = [row('nn101', 90e6, 10e6), row('nn101-one-lane', 91e6, 30e6), row('pytorch', 200e6, 40e6)];
  const record = recordOf('memory', rows);
  const lines = memoryTable({ ...record, versions: { ...record.versions, torch: '2' } }).split('\n');
  expect(lines[0]).toBe('| network | NN101 | NN101, one lane | PyTorch 2 |');
  expect(lines[2]).toBe('| unet | 10.0 (0.25) | 30.0 (0.75) | 40.0 |');
  expect(lines[4]).toContain('Node with tfjs and NN101 takes 90 MB, Python with PyTorch 200 MB.');
});
