// What publint and "are the types wrong?" find in a packed package: entries that a program, a bundler or TypeScript cannot
// follow.
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { checkPackage, createPackageFromTarballData, type Problem } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';

async function readTarball(path: string): Promise<Uint8Array<ArrayBuffer>> {
  return Uint8Array.from(await readFile(path));
}

/** publint's messages about a tarball, suggestions included. */
export async function findPublintFaults(tarball: string): Promise<string[]> {
  const { messages, pkg } = await publint({
    pack: { tarball: (await readTarball(tarball)).buffer },
    strict: true,
  });
  return messages.map((message) => formatMessage(message, pkg, { color: false }) ?? message.code);
}

// The packages are ES modules alone: TypeScript's oldest resolution knows no `exports`, and `require` of an ES module is
// what Node from 20.19 on does by itself. This is attw's own profile `esm-only`.
const ignored: readonly string[] = ['node10', 'node16-cjs'];

function concerns(problem: Problem): boolean {
  if ('resolutionKind' in problem) return !ignored.includes(problem.resolutionKind);
  return !('resolutionOption' in problem && ignored.includes(problem.resolutionOption));
}

/** Kind and place of each problem with the types in a tarball; a package without types has one. */
export async function findTypeFaults(tarball: string): Promise<string[]> {
  const analysis = await checkPackage(createPackageFromTarballData(await readTarball(tarball)));
  if (!analysis.types) return [`${basename(tarball)} has no types`];
  return analysis.problems.filter(concerns).map((problem) => JSON.stringify(problem));
}
