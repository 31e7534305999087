// The documents' ```ts blocks as files in a folder of the workspace, where the packages can be imported by name:
// each as TypeScript for the compiler, and as an ES module without types for Node. Running them:
// `run-example.ts`.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformWithOxc } from 'vite';
import type { CodeBlock } from './markdown.ts';

/** A block and its two files, absolute, and a directory of its own to run in. */
export interface ExampleFile {
  /** Where it stands, such as `README.md:12`. */
  readonly name: string;
  readonly typescript: string;
  readonly module: string;
  readonly directory: string;
}

/** Where the files are written; git ignores it. */
export const exampleDirectory = fileURLToPath(new URL('../generated/examples/', import.meta.url));

/** A fresh, empty folder below `exampleDirectory`. */
export function createExampleFolder(name: string): string {
  const folder = join(exampleDirectory, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Writes a block's files into `folder`. Throws the compiler's error where the code is not TypeScript. */
export async function writeExample(block: CodeBlock, folder: string): Promise<ExampleFile> {
  const stem = `${block.path.replace(/\.md$/, '').replaceAll('/', '-')}-${block.line}`;
  const directory = join(folder, stem);
  const typescript = join(folder, `${stem}.ts`);
  const module = join(folder, `${stem}.mjs`);
  const { code } = await transformWithOxc(block.code, typescript, {});
  mkdirSync(directory, { recursive: true });
  // `export {}` makes a block without imports a module, where await may stand at the top.
  writeFileSync(typescript, `${block.code}\nexport {};\n`);
  writeFileSync(module, code);
  return { name: `${block.path}:${block.line}`, typescript, module, directory };
}
