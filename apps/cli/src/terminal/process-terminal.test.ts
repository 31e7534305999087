// The program at its edges, as processes: closed outputs, signals, a Node that is too old.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { emptyDirectory, eventsOf, runCli } from '../testing/run-cli.ts';

const train = (epochs: number) =>
  `train mnist-basic --dataset synthetic --limit 500 --epochs ${epochs} --batch-size 50 --out run`.split(' ');

describe('when the reader of stdout is gone, as after `| head -1`', () => {
  test.each([
    'datasets list',
    'xor',
    'xor --json',
    'help',
    'models list',
    'doctor',
    'datasets preview synthetic',
  ])('nn101 %s ends quietly', async (line) => {
    const run = await runCli(line.split(' '), { closeAfterFirstText: true });
    expect(run).toMatchObject({ exitCode: 0, signal: null, stderr: '' });
  });

  test.each([[], ['--json']])('a training continues to its end %s', async (...json) => {
    const directory = emptyDirectory();
    const run = await runCli([...train(2), ...json], { directory, closeAfterFirstText: true });
    expect(run).toMatchObject({ exitCode: 0, signal: null });
    expect(readdirSync(join(directory, 'run'))).toContain('run.json');
  });
});

test.skipIf(process.platform === 'win32').each(['SIGTERM', 'SIGHUP', 'SIGINT'] as const)(
  '%s saves a training and says how to resume it',
  async (interruptWith) => {
    const directory = emptyDirectory();
    const words = [...train(100_000), '--json'];
    const run = await runCli(words, { directory, interruptAt: /"epoch":2/, interruptWith });
    expect(run).toMatchObject({
      exitCode: 130,
      stderr: 'error: Interrupted; the progress so far is saved. Resume with: npx nn101 train --resume run\n',
    });
    expect(eventsOf(run).at(-1)).toMatchObject({ event: 'error', code: 'INTERRUPTED', exitCode: 130 });
    expect(readdirSync(join(directory, 'run', 'checkpoints')).length).toBeGreaterThan(0);
  },
);

// npx forwards the Ctrl-C that the terminal has already sent to the program.
test('two signals at the same moment are one', async () => {
  const directory = emptyDirectory();
  const run = await runCli(train(100_000), { directory, interruptAt: /epoch +2/, interruptAgainAfter: 5 });
  expect(run).toMatchObject({
    exitCode: 130,
    stderr: expect.stringContaining('the progress so far is saved'),
  });
});

describe('a Node that is too old', () => {
  const files = ['../../bin/nn101.js', '../../../../scripts/prepare.mjs'].map((path) =>
    fileURLToPath(new URL(path, import.meta.url)),
  );

  test.each(files)('is refused in one sentence: %s', (file) => {
    const pretend = `Object.defineProperty(process.versions, 'node', { value: '18.20.8' }); import(${JSON.stringify(file)});`;
    const words = ['--input-type=module', '--eval', pretend, '--', '--json'];
    const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' });
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^error: [^\n]* needs Node 20\.19 or later, and this is Node 18\.20\.8\. [^\n]*\n$/,
    );
    if (file.endsWith('nn101.js')) {
      expect(JSON.parse(stdout)).toMatchObject({ event: 'error', code: 'NODE_TOO_OLD', exitCode: 1 });
    }
  });

  test.each(files)('can read the file, so that it gets to the sentence: %s', (file) => {
    const code = readFileSync(file, 'utf8').replaceAll(/\/\/.*/g, '');
    // A static import would be resolved first, and fail on newer syntax.
    expect(code).not.toMatch(/^import\s|\?\.|\?\?|^await /m);
  });
});
