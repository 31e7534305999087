// Every ```ts block of the documentation runs and type-checks. They use the packages as built: `npm test` builds
// first.
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createExampleFolder, exampleDirectory, writeExample } from './example-files.ts';
import { codeBlocks, readDocuments } from './markdown.ts';
import { runModule } from './run-example.ts';
import { typeCheck } from './type-check.ts';

const blocks = readDocuments().flatMap(codeBlocks);
const folder = createExampleFolder('documents');
const examples = await Promise.all(
  blocks.filter(({ language }) => language === 'ts').map((block) => writeExample(block, folder)),
);

describe('the documentation', () => {
  test('shows code in languages that a check knows', () => {
    const known = new Set(['ts', 'sh', 'text', 'json', 'html']);
    expect(blocks.filter(({ language }) => !known.has(language))).toEqual([]);
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
