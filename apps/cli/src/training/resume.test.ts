// Runs that are stopped and resumed, as processes: killed at any moment, interrupted, resumed with other settings.
import { cpSync, existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { drawnMnist } from '../testing/drawn-mnist.ts';
import { type CliOptions, type CliRun, emptyDirectory, eventsOf, runCli } from '../testing/run-cli.ts';

const directory = emptyDirectory();
const environment = drawnMnist(directory);
const nn101 = (line: string, options: CliOptions = {}) =>
  runCli(line.split(' '), { directory, environment, ...options });

/** Uses every setting whose state a checkpoint has to carry. */
const settings =
  '--limit 1200 --epochs 24 --batch-size 40 --seed 5 --optimizer adamw --schedule one-cycle --augment shift:0.1,cutout:6 ' +
  '--average-decay 0.9 --validation held-out --offline --json';
const begin = `train mnist-basic ${settings}`;
const hashOf = (run: CliRun) => eventsOf(run).at(-1)?.weightsSha256;

let whole: CliRun;

beforeAll(async () => {
  whole = await nn101(`${begin} --out runs/whole --log csv`);
});

test('a run that is killed twenty times ends with the weights of one that was not', async () => {
  // A fixed bit sequence, so that the moments are the same in each run of the test, as far as the machine allows.
  let bits = 12_345;
  const moment = () => {
    bits = (bits * 1_103_515_245 + 12_345) % 2 ** 31;
    return 120 * (bits / 2 ** 31);
  };
  // Sometimes after an epoch, so that the run makes progress even if a busy machine has saved nothing by these
  // moments.
  const kill = (kills: number) => ({
    kill: { event: kills % 5 === 4 ? 'epoch' : 'start', milliseconds: moment() } as const,
  });
  const often = '--checkpoint-every 0';
  let run = await nn101(`${begin} ${often} --log csv --out runs/killed`, kill(0));
  let kills = run.signal === 'SIGKILL' ? 1 : 0;
  while (run.signal === 'SIGKILL') {
    const line = `train --resume runs/killed --json --offline ${often} --workers ${1 + (kills % 2)}`;
    run = await nn101(line, kills < 20 ? kill(kills) : {});
    if (run.signal === 'SIGKILL') kills++;
  }
  expect(kills).toBe(20);
  expect(run).toMatchObject({ exitCode: 0, stderr: '' });
  expect(eventsOf(run)[0].resumed).toMatchObject({ epoch: expect.any(Number) });
  expect(hashOf(run)).toBe(hashOf(whole));
  const logOf = (name: string) =>
    readFileSync(join(directory, name, 'log.csv'), 'utf8').replaceAll(/,[^,]*\r/g, '');
  expect(logOf('runs/killed')).toBe(logOf('runs/whole'));
  const entries = (name: string) => readdirSync(join(directory, name)).sort();
  expect(entries('runs/killed')).toEqual(entries('runs/whole'));
}, 300_000);

describe('Ctrl-C', () => {
  test('finishes the step, saves, says how to resume, and exits with 130', async () => {
    const stopped = await nn101(`${begin} --out runs/stopped`, { interruptAt: /"epoch":2/ });
    expect(stopped).toMatchObject({
      exitCode: 130,
      stderr:
        'error: Interrupted; the progress so far is saved. Resume with: npx nn101 train --resume runs/stopped\n',
    });
    expect(eventsOf(stopped).at(-1)).toMatchObject({ event: 'error', code: 'INTERRUPTED', exitCode: 130 });
    const ended = await nn101('train --resume runs/stopped --offline --json');
    expect(hashOf(ended)).toBe(hashOf(whole));
  });

  test('twice ends at once, and what was saved before stays', async () => {
    const line = `${begin} --epochs 100000 --out runs/twice`;
    const twice = await nn101(line, { interruptAt: /"epoch":2/, interruptAgainAfter: 0 });
    expect(twice.exitCode).toBe(130);
    expect(readdirSync(join(directory, 'runs/twice/checkpoints')).length).toBeGreaterThan(0);
  });
});

describe('a run that is not finished', () => {
  const sentence = /^error: [^\n]+\n$/;

  beforeAll(async () => {
    await nn101(`${begin} --epochs 1000 --out runs/open`, { interruptAt: /"epoch":3/ });
  });

  test.concurrent.each(['evaluate', 'report', 'predict'])(
    '%s names the command that finishes it',
    async (command) => {
      const run = await nn101(`${command} runs/open ${command === 'predict' ? 'a.png' : ''}`.trim());
      expect(run).toMatchObject({ exitCode: 1, stdout: '' });
      expect(run.stderr).toBe(
        'error: runs/open contains an unfinished run. Finish it with: npx nn101 train --resume runs/open\n',
      );
    },
  );

  test.concurrent.each([
    ['train --resume runs/open --batch-size 50', /batchSize was 40, received 50/],
    [
      'train --resume runs/open --seed 6 --lanes 2',
      /lanes was 4, received 2; seed was 5|seed was 5, received 6; lanes/,
    ],
    ['train mnist-cnn --resume runs/open', /trains mnist-basic, not mnist-cnn/],
    ['train --resume runs/open --out runs/other', /leave out --out/],
    ['train --resume runs/open --log csv', /leave out --log/],
    ['train', /Missing required argument 'model'/],
  ])('%s is refused', async (line, why) => {
    const run = await nn101(line);
    expect(run).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringMatching(sentence) });
    expect(run.stderr).toMatch(why);
  });

  test('is not restarted by mistake', async () => {
    const run = await nn101(`${begin} --out runs/open`);
    expect(run).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('--resume runs/open') });
  });

  test('resumes from the checkpoint before a damaged one, and says so if all are damaged', async () => {
    cpSync(join(directory, 'runs/open'), join(directory, 'runs/damaged'), { recursive: true });
    const checkpoints = join(directory, 'runs/damaged/checkpoints');
    const [older, newest] = readdirSync(checkpoints)
      .filter((name) => name.startsWith('last'))
      .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
    truncateSync(join(checkpoints, newest), 1000);
    const resume = 'train --resume runs/damaged --json --offline';
    const run = await nn101(resume, { interruptAt: /"event":"epoch"/ });
    expect(run.exitCode).toBe(130);
    expect(eventsOf(run)[0]).toMatchObject({ event: 'start', resumed: { epoch: expect.any(Number) } });
    for (const name of readdirSync(checkpoints)) writeFileSync(join(checkpoints, name), 'no checkpoint');
    expect(existsSync(join(checkpoints, older))).toBe(false);
    const refused = await nn101(resume);
    expect(refused).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(sentence) });
    expect(eventsOf(refused)).toMatchObject([{ event: 'error', code: 'RUN_DAMAGED' }]);
    expect(refused.stderr).toContain('npx nn101 train <model> --out runs/damaged --force');
  });

  test('a directory without a run', async () => {
    const run = await nn101('train --resume runs/nothing');
    expect(run).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('contains no run to resume') });
  });
});

test('a finished run reports its result again', async () => {
  const again = await nn101('train --resume runs/whole --json --epochs 24');
  expect(again.exitCode).toBe(0);
  expect(eventsOf(again)).toEqual([{ ...eventsOf(whole).at(-1), out: 'runs/whole' }]);
  const other = await nn101('train --resume runs/whole --epochs 25');
  expect(other).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('epochs was 24, received 25') });
});

test('a training that diverges names layer and step, and keeps its last good checkpoint', async () => {
  const line = `${begin} --optimizer sgd --learning-rate 100 --activation exponential --out runs/diverged`;
  const run = await nn101(`${line} --checkpoint-every 0 --schedule constant`);
  expect(run).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/^error: [^\n]+\n$/) });
  expect(run.stderr).toMatch(
    /The loss became NaN in epoch 1, step \d+.*layer "dense.*runs\/diverged\/checkpoints/,
  );
  expect(readdirSync(join(directory, 'runs/diverged/checkpoints')).length).toBeGreaterThan(0);
});
