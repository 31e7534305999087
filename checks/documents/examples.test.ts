// Every ```ts block of the documentation runs and type-checks, and one that is marked "compiled", because it wants the
// network, type-checks. They use the packages as built: `npm test` builds first.
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createExampleFolder, exampleDirectory, writeExample } from './example-files.ts';
import { codeBlocks, readDocuments } from './markdown.ts';
import { runModule } from './run-example.ts';
import { typeCheck } from './type-check.ts';

const blocks = readDocuments().flatMap(codeBlocks);
const folder = createExampleFolder('documents');
const code = blocks.filter(({ language }) => language === 'ts');
const written = await Promise.all(
  code.map(async (block) => ({ ...(await writeExample(block, folder)), marks: block.marks })),
);
const examples = written.filter(({ marks }) => !marks.includes('compiled'));

// Code that stands as ```text because it is for a bundler: checks/installed builds it, and compares it to the letter.
const builtElsewhere = [/^setWasmPaths\(\{$/m, /^ {2}serverExternalPackages: \[$/m];

describe('the documentation', () => {
  test('shows code in languages that a check knows', () => {
    const known = new Set(['ts', 'sh', 'text', 'json', 'html']);
    expect(blocks.filter(({ language }) => !known.has(language))).toEqual([]);
  });

  test('has no code that escapes the checks', () => {
    const looksLikeCode = /^(import|export|const|let|await|for|try) .*[;{(]$/m;
    const escaped = blocks.filter(
      ({ language, code }) =>
        language === 'text' && looksLikeCode.test(code) && !builtElsewhere.some((built) => built.test(code)),
    );
    expect(escaped.map(({ path, line }) => `${path}:${line}`)).toEqual([]);
  });

  test('marks code with words that a check knows', () => {
    expect(code.flatMap(({ marks }) => marks).filter((mark) => mark !== 'compiled')).toEqual([]);
  });

  test.each(examples)('$name runs', async (example) => {
    expect(await runModule(example)).toMatchObject({ exitCode: 0 });
  });

  test('type-checks', async () => {
    expect(await typeCheck(folder)).toEqual({ exitCode: 0, output: '' });
  });
});

describe('an example that', () => {
  const write = (code: string) =>
    writeExample({ path: 'x.md', line: 1, language: 'ts', marks: [], code }, createExampleFolder('faulty'));

  test('throws is found', async () => {
    const { exitCode, output } = await runModule(
      await write("const why: string = 'why';\nthrow new Error(why);"),
    );
    expect(exitCode).toBe(1);
    expect(output).toContain('Error: why');
  });

  test('imports what a package does not export is found', async () => {
    const { exitCode, output } = await runModule(await write("import { no } from '@nn101/scratch';\nno();"));
    expect(exitCode).toBe(1);
    expect(output).toContain("does not provide an export named 'no'");
  });

  test('uses the network is found', async () => {
    const { exitCode, output } = await runModule(await write("await fetch('http://192.0.2.1/');"));
    expect(exitCode).toBe(1);
    expect(output).toContain('must not use the network');
  });

  test('has a wrong type is found', async () => {
    await write("const count: number = 'three';");
    const { exitCode, output } = await typeCheck(join(exampleDirectory, 'faulty'));
    expect(exitCode).not.toBe(0);
    expect(output).toContain("Type 'string' is not assignable to type 'number'");
  });
});
