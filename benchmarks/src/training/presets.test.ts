import { readFileSync } from 'node:fs';
import { models } from '@nn101/models';
import { expect, test } from 'vitest';
import { engineNames } from './engines.ts';
import { presets } from './presets.ts';

test('ours and PyTorch are compared on all models at both batch sizes', () => {
  const cells = presets.native.groups.map((group) => group.map(({ engine }) => engine));
  expect(cells).toEqual(Array.from({ length: 10 }, () => ['nn101', 'pytorch-1']));
  const tasks = presets.native.groups.map(([{ model, batchSize }]) => `${model} ${batchSize}`);
  expect(new Set(tasks).size).toBe(10);
  expect(presets.native.groups.every(([a, b]) => a.model === b.model && a.batchSize === b.batchSize)).toBe(
    true,
  );
});

test('a second worker is measured beside the first, and beside PyTorch with two threads', () => {
  const cells = presets.cores.groups.map((group) => group.map(({ engine }) => engine));
  expect(cells).toEqual(Array.from({ length: 4 }, () => ['nn101', 'nn101-2', 'pytorch-2']));
});

test('both arithmetics are measured on all models at both batch sizes', () => {
  const cells = presets.fused.groups.map((group) => group.map(({ engine }) => engine));
  expect(cells).toEqual(Array.from({ length: 10 }, () => ['nn101', 'nn101-fused']));
});

test('every engine is among the rivals, but for our other arithmetic', () => {
  const found = new Set(presets.rivals.groups.flat().map(({ engine }) => engine));
  found.add('nn101-fused');
  expect([...found].sort()).toEqual([...engineNames].sort());
});

test("PyTorch's networks are the course's, by their parameters", () => {
  const script = readFileSync(new URL('../../rivals/pytorch.py', import.meta.url), 'utf8');
  const found = [...script.matchAll(/"([\w-]+)": \(\w+, \w+, (\d+)\)/g)].map(([, name, count]) => [
    name,
    Number(count),
  ]);
  expect(found).toEqual(Object.values(models).map(({ name, parameters }) => [name, parameters]));
});
