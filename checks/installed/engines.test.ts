// The engines that people run JavaScript with: the oldest Node that is supported, the newer ones, Bun and Deno. Each comes
// from npm. A script that uses the packages and the program's main commands run in each, and one seed gives the same
// weights in all of them. Fetching five engines takes minutes, so that this runs where somebody asks for slow checks.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { syntheticDigits } from '@nn101/datasets';
import { imageDataUrl } from '@nn101/figures';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { runCommand } from '../documents/run-example.ts';
import { createFreshProject, type FreshProject, whyNoInstall } from './fresh-project.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 600_000 });

const slow = Boolean(process.env.CI || process.env.NN101_SLOW_CHECKS);
const without = slow ? await whyNoInstall() : 'skipped: slow; set NN101_SLOW_CHECKS=1';

const engines = [
  { engine: 'node@20.19', program: 'node', before: [] },
  { engine: 'node@24', program: 'node', before: [] },
  { engine: 'node@26', program: 'node', before: [] },
  { engine: 'bun@1', program: 'bun', before: [] },
  { engine: 'deno@2', program: 'deno', before: ['run', '--allow-all'] },
];

const scratch = mkdtempSync(join(tmpdir(), 'nn101-engines-'));
const picture = join(scratch, 'digit.png');
const hashes = new Map<string, string>();
const fusedHashes = new Map<string, string>();
/** Without relaxed SIMD: Node before 22, and engines other than V8. */
const withoutFused = ['node@20.19', 'bun@1'];

async function run(program: string, args: readonly string[], directory: string): Promise<string> {
  const { exitCode, output } = await runCommand({ program, args, directory, timeout: 280_000 });
  expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
  return output;
}

describe.skipIf(without)(`installed from their tarballs${without ? ` (${without})` : ''}`, () => {
  let project: FreshProject;

  beforeAll(async () => {
    const digits = syntheticDigits({ count: 1, seed: 7 });
    writeFileSync(picture, Buffer.from(imageDataUrl({ ...digits, index: 0 }).split(',')[1], 'base64'));
    project = await createFreshProject({ templates: ['digits', 'plain', 'engines'] });
  });

  afterAll(() => {
    project?.remove();
    rmSync(scratch, { recursive: true, force: true });
  });

  describe.each(engines)('$engine', ({ engine, program, before }) => {
    const home = join(scratch, engine);
    const start = (file: string, ...words: string[]) =>
      run(
        join(home, 'node_modules/.bin', program),
        [...before, join(project.directory, file), ...words],
        home,
      );
    const nn101 = (...words: string[]) => start('node_modules/nn101/bin/nn101.js', ...words);

    beforeAll(async () => {
      mkdirSync(home);
      writeFileSync(join(home, 'package.json'), '{}');
      await run(
        'npm',
        ['install', engine, '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'],
        home,
      );
    });

    test('the packages train, in a script of their own', async () => {
      const { result, costs, figure } = JSON.parse(await start('main.mjs'));
      expect(result.accuracy).toBeGreaterThan(0.7);
      expect({ costs: costs.length, figure }).toEqual({ costs: 11, figure: '<svg' });
    });

    test('the program gives the tour', async () => {
      expect(await nn101('tour', '--offline')).toContain('The report, with all pictures');
    });

    test('the program trains on two threads, evaluates and predicts', async () => {
      const settings = ['--dataset', 'synthetic', '--limit', '1000', '--epochs', '1', '--seed', '1'];
      await nn101('train', 'mnist-basic', ...settings, '--workers', '2', '--out', 'run');
      expect(await nn101('evaluate', 'run')).toContain('weighted avg');
      expect(await nn101('predict', 'run', picture)).toMatch(/digit\.png: \d \d/);
      const { result } = JSON.parse(readFileSync(join(home, 'run/run.json'), 'utf8'));
      expect(result.weightsSha256).toMatch(/^[0-9a-f]{64}$/);
      hashes.set(engine, result.weightsSha256);
    });

    test('the program trains with the fused arithmetic, or says that this engine does not have it', async () => {
      const settings = ['--dataset', 'synthetic', '--limit', '1000', '--epochs', '1', '--seed', '1'];
      const words = ['train', 'mnist-basic', ...settings, '--arithmetic', 'fused', '--out', 'fused'];
      if (withoutFused.includes(engine)) {
        const args = [...before, join(project.directory, 'node_modules/nn101/bin/nn101.js'), ...words];
        const told = await runCommand({
          program: join(home, 'node_modules/.bin', program),
          ...{ args, directory: home, timeout: 280_000 },
        });
        expect(told).toMatchObject({
          exitCode: 1,
          output: expect.stringContaining("'fused' arithmetic needs"),
        });
        return;
      }
      await nn101(...words);
      const { result } = JSON.parse(readFileSync(join(home, 'fused/run.json'), 'utf8'));
      fusedHashes.set(engine, result.weightsSha256);
    });
  });

  test('one seed has given the same weights in all that have the fused arithmetic', () => {
    expect([...fusedHashes.keys()]).toEqual(['node@24', 'node@26', 'deno@2']);
    expect(new Set(fusedHashes.values()).size).toBe(1);
    expect(fusedHashes.get('node@24')).not.toBe(hashes.get('node@24'));
  });

  test('one seed has given the same weights in all of them', () => {
    expect([...hashes.keys()]).toEqual(engines.map(({ engine }) => engine));
    expect(new Set(hashes.values()).size).toBe(1);
  });
});
