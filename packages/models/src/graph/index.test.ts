// This entry is for programs without tfjs: nothing of it may be loaded.
import { expect, test, vi } from 'vitest';

const loaded = vi.hoisted((): string[] => []);
vi.mock('@tensorflow/tfjs-core', () => {
  loaded.push('@tensorflow/tfjs-core');
  return {};
});
vi.mock('@tensorflow/tfjs-layers', () => {
  loaded.push('@tensorflow/tfjs-layers');
  return {};
});

test('a network by name becomes a graph without tfjs', async () => {
  const { buildGraph, createNetwork } = await import('./index.ts');
  const { graph } = buildGraph({ network: createNetwork('mnist-basic'), seed: 1 });
  expect(graph.nodes.map(({ operation }) => operation.kind)).toEqual([
    'input',
    'reshape',
    'dense',
    'activation',
    'dense',
    'softmax',
  ]);
  expect(loaded).toEqual([]);
});

test('the main entry loads it, as this test can tell', async () => {
  await import('../index.ts').catch(() => {});
  expect(loaded.length).toBeGreaterThan(0);
});
