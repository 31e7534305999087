// `nn101 xor` as a process: the notebook's costs, the options, and a seed that gets stuck.
import { describe, expect, test } from 'vitest';
import { notebookCosts } from '../../../../packages/scratch/fixtures/xor-costs.ts';
import { eventsOf, runCli } from '../testing/run-cli.ts';

describe('nn101 xor', () => {
  test("prints the notebook's 101 costs to six decimals, and 0 1 1 0", async () => {
    const run = await runCli(['xor', '--seed', '2', '--json']);
    const events = eventsOf(run);
    const costs = events.slice(0, -1);
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    expect(costs.map(({ event, iteration, cost }) => [event, iteration, Number(cost).toFixed(6)])).toEqual(
      notebookCosts.map((cost, i) => ['cost', 100 * i, cost]),
    );
    expect(events.at(-1)).toMatchObject({ event: 'result', predictions: [0, 1, 1, 0], learned: true });
    expect(events.at(-1)).toHaveProperty('probabilities.length', 4);
    expect(events.at(-1)?.cost).toBeCloseTo(0.001032, 6);
  });

  test('takes seed, hidden units, iterations and learning rate', async () => {
    const words = '--seed 7 --hidden 4 --iterations 250 --learning-rate 1'.split(' ');
    const events = eventsOf(await runCli(['xor', ...words, '--json']));
    expect(events.map(({ event, iteration }) => iteration ?? event)).toEqual([0, 100, 200, 'result']);
    const other = eventsOf(await runCli(['xor', ...words, '--seed', '8', '--json']));
    expect(other[0].cost).not.toBe(events[0].cost);
  });

  test('says plainly that a seed is stuck, and that is no failure', async () => {
    const run = await runCli(['xor', '--seed', '0']);
    expect(run.exitCode).toBe(0);
    expect(run.stdout).toContain('Stuck: 2 of 4 are right');
    expect(run.stdout).not.toContain('Learned');
  });

  test('distinguishes a run that was too short from one that is stuck', async () => {
    const { stdout } = await runCli(['xor', '--iterations', '100', '--learning-rate', '0.001']);
    expect(stdout).toContain('Not there yet');
  });
});
