// The tour as a process, without access to MNIST: it says so and shows everything on synthetic digits.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { emptyDirectory, runCli } from '../testing/run-cli.ts';

test('nn101 tour --offline', async () => {
  const directory = emptyDirectory();
  const { exitCode, stdout, stderr } = await runCli(['tour', '--offline'], { directory });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  const inOrder = [
    '10000   0.001033',
    'Learned: all four are right',
    'MNIST is not available (offline, and not in the cache): the tour continues with synthetic digits.',
    '▀',
    'Total params: 101,770',
    'epoch 12/12',
    'the notebook      0.1092     0.9675',
    'f1-score   support',
    '0123456789',
    'runs/tour/report.html',
  ];
  const positions = inOrder.map((text, i) =>
    stdout.indexOf(text, i === 0 ? 0 : stdout.indexOf(inOrder[i - 1])),
  );
  expect(positions).toEqual([...positions].sort((a, b) => a - b));
  expect(Math.min(...positions)).toBeGreaterThan(-1);
  expect(stdout).not.toContain('\x1b[');
  const report = readFileSync(join(directory, 'runs/tour/report.html'), 'utf8');
  expect(report).toContain('Made on synthetic digits');
  expect(existsSync(join(directory, 'cache'))).toBe(false);
});

test('an unwritable directory is reported before the tour begins, with advice that fits the tour', async () => {
  const directory = emptyDirectory();
  // Root may write anywhere, but not below a file.
  writeFileSync(join(directory, 'runs'), 'a file in the way');
  const { exitCode, stdout, stderr } = await runCli(['tour', '--offline'], { directory });
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(stderr).toContain('Run the tour in a directory that you can write to.');
  expect(stderr).not.toContain('--out');
});
