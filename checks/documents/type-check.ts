// Holds the examples' types against the packages' built declarations, as a reader's editor would.
import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../repository/tracked-files.ts';
import { type Ending, runCommand } from './run-example.ts';

const compiler = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url));

/** Type-checks all `.ts` files of a folder in one run of the compiler. */
export function typeCheck(folder: string): Promise<Ending> {
  const project = join(folder, 'tsconfig.json');
  const settings = {
    extends: relative(folder, join(root, 'tsconfig.base.json')),
    // An example may introduce a name and leave its use to the reader.
    compilerOptions: { noEmit: true, noUnusedLocals: false },
    include: ['*.ts'],
  };
  writeFileSync(project, JSON.stringify(settings));
  return runCommand({
    program: process.execPath,
    args: [compiler, '-p', project, '--pretty', 'false'],
    directory: root,
  });
}
