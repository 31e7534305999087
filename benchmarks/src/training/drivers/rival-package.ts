// Finds the packages of rivals/, which are installed apart from the workspace: by who measures, and nobody else.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { BenchmarkError } from '../../benchmark-error.ts';

const manifest = new URL('../../../rivals/package.json', import.meta.url);

/** A rival's module, as the caller describes it, and its version. */
export interface RivalPackage<Module> {
  readonly module: Module;
  readonly version: string;
}

/** Loads a package of rivals/. @throws BenchmarkError CANNOT_TRAIN where it is not installed */
export function rivalPackage<Module>(name: string): RivalPackage<Module> {
  try {
    const installed = new URL(`node_modules/${name}/package.json`, manifest);
    const { version } = JSON.parse(readFileSync(installed, 'utf8')) as { version: string };
    return { module: createRequire(fileURLToPath(manifest))(name), version };
  } catch (cause) {
    const install = 'npm install --ignore-scripts --no-package-lock --prefix=benchmarks/rivals';
    throw new BenchmarkError('CANNOT_TRAIN', `${name} is not installed: ${install}`, { cause });
  }
}
