import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test, vi } from 'vitest';
import { initialState } from '../../state/url-state.ts';
import { networkHash } from './network-hash.ts';
import { playgroundCode } from './playground-code.ts';
import { createRun } from './playground-run.ts';
import { type PlaygroundSettings, playgroundCodec, runConfiguration } from './playground-settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'nn101-playground-code-'));
afterAll(() => rmSync(folder, { recursive: true }));
const scratch = fileURLToPath(import.meta.resolve('../../../../../packages/scratch/src/index.ts'));

const configurationOf = (changes: Partial<PlaygroundSettings>) =>
  runConfiguration({ ...initialState(playgroundCodec), ...changes });

test.each([
  { name: 'the notebook’s run', changes: {}, steps: 201 },
  {
    name: 'a larger one',
    changes: { data: 'moons', layers: [3, 2], optimizer: 'adam', rate: 0.03, weights: 'heNormal' },
    steps: 30,
  },
] as const)('the TypeScript of $name ends with the hash that the page shows', async ({ changes, steps }) => {
  const configuration = configurationOf(changes);
  const { code, fileName } = playgroundCode({ configuration, steps }, 'typescript');
  const path = join(folder, `${steps}-${fileName}`);
  writeFileSync(path, code.replace("'@nn101/scratch'", JSON.stringify(scratch)));
  const said = vi.spyOn(console, 'log').mockReturnValue();
  await import(/* @vite-ignore */ path);
  const lines = said.mock.calls;
  said.mockRestore();
  const { network } = createRun(configuration).at(steps);
  expect(lines.at(-1)).toEqual([await networkHash(network)]);
  // The notebook's first printed cost.
  if (steps === 201) expect(lines[0]).toEqual([0, '0.856267']);
});

test('without hidden layers there is one line for the output', () => {
  const configuration = configurationOf({ layers: [] });
  const code = (language: 'keras' | 'pytorch') => playgroundCode({ configuration, steps: 5 }, language).code;
  expect(code('pytorch')).toContain('nn.Sequential(\n    nn.Linear(2, 1), nn.Sigmoid(),\n)');
  expect(code('keras').match(/layers\.Dense/g)).toHaveLength(1);
});

const hasPython = spawnSync('python3', ['--version']).status === 0;

test.skipIf(!hasPython)('Python, where there is one, reads both programs', () => {
  const run = { configuration: configurationOf({ data: 'circles', layers: [3, 2] }), steps: 40 };
  const codes = (['keras', 'pytorch'] as const).map((language) => playgroundCode(run, language).code);
  const read = 'import ast, json, sys; [ast.parse(code) for code in json.load(sys.stdin)]';
  execFileSync('python3', ['-c', read], { input: JSON.stringify(codes) });
});

test('Keras and PyTorch begin with the playground’s weights', () => {
  const configuration = configurationOf({ activation: 'relu', optimizer: 'momentum', layers: [2, 3] });
  for (const language of ['keras', 'pytorch'] as const) {
    const { code } = playgroundCode({ configuration, steps: 100 }, language);
    expect(code).toContain('[-0.4167578474');
    expect(code).toContain('momentum=0.9');
  }
});
