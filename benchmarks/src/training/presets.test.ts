import { readFileSync } from 'node:fs';
import { networks } from '@nn101/models/graph';
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

test('native engines are measured with one thread and with two, on all networks, with room for those of a group', () => {
  const { groups } = presets.networks;
  const tasks = groups.map(([{ engine, model, batchSize }]) => `${engine} ${model} ${batchSize}`);
  expect(new Set(tasks).size).toBe(2 * 8 + 2 * 3);
  for (const group of groups) expect(group).toHaveLength(group[0].batchSize === 128 ? 4 : 2);
});

test('every engine is among the rivals or the networks, but for our other arithmetic', () => {
  const groups = [...presets.rivals.groups, ...presets.networks.groups];
  const found = new Set(groups.flat().map(({ engine }) => engine));
  found.add('nn101-fused');
  expect([...found].sort()).toEqual([...engineNames].sort());
});

test.each(['pytorch', 'tensorflow_cpu'])('the networks of %s are ours, by their parameters', (name) => {
  const script = readFileSync(new URL(`../../rivals/${name}.py`, import.meta.url), 'utf8');
  const found = [...script.matchAll(/"([\w-]+)": \(\w+, \w+, (\d+)\)/g)].map(([, name, count]) => [
    name,
    Number(count),
  ]);
  expect(found).toEqual(Object.values(networks).map(({ name, parameters }) => [name, parameters]));
});
