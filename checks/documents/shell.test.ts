// Every command of the documentation exists as it is written; those of blocks marked "```sh run" are run.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../repository/tracked-files.ts';
import { workspacePackages } from '../repository/workspace-packages.ts';
import { courseHelp, courseProgram } from './course-help.ts';
import { createExampleFolder } from './example-files.ts';
import { codeBlocks, readDocuments } from './markdown.ts';
import { runCommand } from './run-example.ts';
import { shellCommands } from './shell-commands.ts';
import { findUnknownCommands, type KnownCommands } from './unknown-commands.ts';

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const manifests = workspacePackages().map((found) => found.manifest);
const known: KnownCommands = {
  scripts: Object.keys(manifest.scripts),
  packages: manifests.flatMap(({ name, dependencies, peerDependencies }) => [
    name,
    ...Object.keys({ ...dependencies, ...peerDependencies }),
  ]),
  binaries: readdirSync(join(root, 'node_modules/.bin')),
  help: courseHelp,
};

const blocks = readDocuments()
  .flatMap(codeBlocks)
  .filter(({ language }) => language === 'sh');

describe('the documentation', () => {
  test('gives only commands that exist', async () => {
    expect(await findUnknownCommands(blocks.flatMap(shellCommands), known)).toEqual([]);
  });

  const runnable = blocks.filter(({ marks }) => marks.includes('run')).flatMap(shellCommands);
  test.each(runnable.map(({ at, words }) => ({ at, words, line: words.join(' ') })))(
    '$at runs $line',
    async (one) => {
      const [npx, program, ...args] = one.words;
      expect([npx, program]).toEqual(['npx', 'nn101']);
      const directory = createExampleFolder('shell');
      const command = { program: process.execPath, args: [courseProgram, ...args], directory };
      expect(await runCommand(command)).toMatchObject({ exitCode: 0 });
    },
  );
});

describe('shellCommands', () => {
  test('takes lines apart into commands, without prompt, environment and comments', () => {
    const code = "$ NN101_CACHE=a npm test # all\n# only words\ncd b && npx nn101 xor \\\n  --seed '2'";
    const words = shellCommands({ path: 'a.md', line: 3, language: 'sh', marks: [], code }).map(
      (one) => one.words,
    );
    expect(words).toEqual([
      ['npm', 'test'],
      ['cd', 'b'],
      ['npx', 'nn101', 'xor', '--seed', '2'],
    ]);
  });
});

describe('findUnknownCommands', () => {
  test.each([
    'npm start',
    'npm install @nn101/train',
    'npx nn101 --help',
    'npx nn101 xor --seed 2',
    'npx nn101 datasets download mnist --offline',
    'npx biome check .',
  ])('takes "%s"', async (line) => {
    expect(await findUnknownCommands([{ at: 'a.md:1', words: line.split(' ') }], known)).toEqual([]);
  });

  test.each([
    ['npm run nothing', 'no npm script nothing'],
    ['npm install @nn101/nothing', 'no package @nn101/nothing'],
    ['npx nn101 trian mnist-basic', 'no command nn101 trian'],
    ['npx nn101 xor --sede 2', 'nn101 xor has no option --sede'],
    ['npx nn101 datasets list --limit 2', 'nn101 datasets has no option --limit'],
    ['npx nothing', 'npx has no nothing here'],
    ['make all', 'unknown program make'],
  ])('names what is wrong with "%s"', async (line, fault) => {
    expect(await findUnknownCommands([{ at: 'a.md:1', words: line.split(' ') }], known)).toEqual([
      `a.md:1 says "${line}": ${fault}`,
    ]);
  });
});
