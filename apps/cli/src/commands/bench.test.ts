// `nn101 bench` as a process: its events, and what it rejects. Speed itself is not tested.
import { describe, expect, test } from 'vitest';
import { eventsOf, runCli } from '../testing/run-cli.ts';
import { benchTable } from './bench.ts';

describe('nn101 bench', () => {
  test('reports the time of a step for each requested model', async () => {
    const words = '--models mnist-basic,mnist-cnn --batch-size 4 --steps 2'.split(' ');
    const run = await runCli(['bench', ...words, '--json']);
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    const events = eventsOf(run);
    const result = (model: string) => ({
      model,
      engine: 'nn101 wasm simd (deterministic)',
      workers: 1,
      batchSize: 4,
      microsecondsPerSample: { best: expect.any(Number), median: expect.any(Number) },
    });
    const results = [result('mnist-basic'), result('mnist-cnn')];
    expect(events).toEqual([
      { event: 'bench', ...results[0] },
      { event: 'bench', ...results[1] },
      {
        event: 'result',
        results,
        machine: expect.objectContaining({ cores: expect.any(Number), processor: expect.any(String) }),
        versions: expect.objectContaining({ node: process.versions.node, nn101: expect.any(String) }),
      },
    ]);
    for (const { microsecondsPerSample } of events[2].results as { microsecondsPerSample: Timing }[]) {
      expect(microsecondsPerSample.best).toBeGreaterThan(0);
      expect(microsecondsPerSample.median).toBeGreaterThanOrEqual(microsecondsPerSample.best);
    }
  });

  test.each([
    ['--workers 0', /--workers takes a whole number from 1 .* received "0"/],
    ['--models mnist-basic,mnist-cn', /no model "mnist-cn". Did you mean mnist-cnn\?/],
    ['--batch-size 0', /--batch-size takes a whole number from 1 .* received "0"/],
    ['--steps 0', /--steps takes a whole number from 1 .* received "0"/],
  ])('refuses %s', async (words, sentence) => {
    const run = await runCli(['bench', ...words.split(' ')]);
    expect(run).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringMatching(sentence) });
    expect(run.stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});

interface Timing {
  readonly best: number;
  readonly median: number;
}

test('the table has a row for each model', () => {
  const time = (model: 'mnist-basic' | 'cifar-cnn', best: number) => ({
    model,
    engine: 'nn101 wasm simd (deterministic)',
    workers: 1,
    batchSize: 128,
    microsecondsPerSample: { best, median: 1.5 * best },
  });
  expect(benchTable([time('mnist-basic', 8.123), time('cifar-cnn', 4000)])).toBe(
    [
      'model        best      median',
      'mnist-basic  8.12 µs   12.2 µs',
      'cifar-cnn    4,000 µs  6,000 µs',
      '',
      'Time per image of one whole training step: nn101 wasm simd (deterministic), workers 1, batch size 128.',
    ].join('\n'),
  );
});
