// The operation tests of tfjs-core itself, on the wasm backend with the training kernels (scripts/tfjs-op-tests.mjs).
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

interface Report {
  readonly total: number;
  readonly excluded: readonly { name: string; reason: string }[];
  readonly passed: readonly string[];
  readonly failed: readonly { name: string; message: string }[];
}

const script = fileURLToPath(new URL('../scripts/tfjs-op-tests.mjs', import.meta.url));

// A process of its own: the tests bring a test runner and a copy of tfjs-core with them.
function run(...flags: readonly string[]): Promise<Report> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [script, '--json', ...flags], { maxBuffer: 2 ** 26 }, (error, stdout) => {
      const report = stdout.trim().split('\n').at(-1);
      if (report) resolve(JSON.parse(report));
      else reject(error ?? new Error('the script reported nothing'));
    });
  });
}

const shown = ({ failed }: Report) => failed.map(({ name, message }) => `${name}: ${message.split('\n')[0]}`);

it('passes the 790 tests of what a training step is made of, complex numbers and refused dilations apart', async () => {
  const report = await run('--scope', 'training');
  expect(shown(report)).toEqual([]);
  expect(report.total).toBe(790);
  expect(report.excluded).toHaveLength(4);
});

it('passes the 2,990 tests of all operations, but for complex numbers, strings and ragged tensors', async () => {
  const report = await run();
  expect(shown(report)).toEqual([]);
  expect(report.total).toBe(2990);
  expect(report.excluded).toHaveLength(102);
});

it('leaves out no test that passes', async () => {
  const { passed } = await run('--excluded');
  expect(passed).toEqual([]);
});

it('finds the faults of the backend without the training kernels', async () => {
  const { failed } = await run('--scope', 'training', '--stock');
  expect(failed).toHaveLength(89);
});
