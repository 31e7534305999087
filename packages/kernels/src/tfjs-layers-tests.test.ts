// The tests of tfjs-layers itself, on the wasm backend with the training kernels (scripts/tfjs-layers-tests.mjs).
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

interface Report {
  readonly total: number;
  readonly excluded: readonly { name: string; reason: string }[];
  readonly passed: readonly string[];
  readonly failed: readonly { name: string; message: string }[];
}

const script = fileURLToPath(new URL('../scripts/tfjs-layers-tests.mjs', import.meta.url));

// A process of its own, as for tfjs-core's tests.
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

it('passes the 2,698 tests of the last release that holds them, but for those that need an older tfjs or a browser', async () => {
  const report = await run();
  expect(shown(report)).toEqual([]);
  expect(report.total).toBe(2698);
  expect(report.excluded).toHaveLength(93);
}, 180_000);

it("leaves out no test that passes on tfjs' cpu backend", async () => {
  const { passed, failed } = await run('--excluded', '--backend', 'cpu');
  expect(passed).toEqual([]);
  expect(failed).toHaveLength(93);
}, 60_000);

// tfjs-layers/src of a checkout of tfjs at 4.22; no package holds these tests.
const sources = process.env.NN101_TFJS_LAYERS;

it.skipIf(!sources)(
  'passes the 2,956 tests of 4.22 (skipped where NN101_TFJS_LAYERS names no tfjs-layers/src)',
  async () => {
    const report = await run('--sources', String(sources));
    expect(shown(report)).toEqual([]);
    expect(report.total).toBe(2956);
    expect(report.excluded).toHaveLength(8);
    const onCpu = await run('--sources', String(sources), '--excluded', '--backend', 'cpu');
    expect(onCpu.passed).toEqual([]);
  },
  180_000,
);
