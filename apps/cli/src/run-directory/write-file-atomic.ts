// One file of the user's choice, as a whole or not at all.
import { rename, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { sayWhyUnwritable } from './why-unwritable.ts';

/** Writes `--out`: the old file stays until the new one is complete. Throws `FILE_UNWRITABLE`. */
export async function writeWhole(file: { name: string; directory: string; text: string }): Promise<void> {
  const path = resolve(file.directory, file.name);
  const unfinished = `${path}.unfinished-${process.pid}`;
  try {
    await writeFile(unfinished, file.text);
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => undefined);
    throw sayWhyUnwritable(error, {
      name: file.name,
      code: 'FILE_UNWRITABLE',
      remedy: 'Choose another place with --out.',
    });
  }
}
