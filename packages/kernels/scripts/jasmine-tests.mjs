// What the scripts that run tfjs' own tests share: tests, backend and kernels bundled into one file, so that all of them
// have one copy of tfjs-core, and the run of that file in jasmine.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const require = createRequire(import.meta.url);

/** The entry point of the sources of this package. */
export const index = join(dirname(fileURLToPath(import.meta.url)), '../src/index.ts');

/** The folder of an installed package. */
export const folderOf = (name) => dirname(require.resolve(`${name}/package.json`));

/**
 * Bundles `tests:main` of `modules`, which maps names to source text; a name may be that of a file that does not exist.
 * `resolve(id, importer)` may give the name of a module or the path of a file for an import. Packages are those that this
 * package has installed.
 */
export async function bundle(modules, { file, resolve = () => undefined }) {
  const plugin = {
    name: 'tests',
    resolveId(id, importer) {
      if (Object.hasOwn(modules, id)) return id;
      const found = resolve(id, importer);
      if (found) return found;
      if (importer && Object.hasOwn(modules, importer)) return this.resolve(id, index);
    },
    load: (id) => (Object.hasOwn(modules, id) ? modules[id] : undefined),
  };
  const built = await rolldown({
    input: 'tests:main',
    platform: 'node',
    // tfjs names its tests free of side effects, which they are not.
    treeshake: false,
    shimMissingExports: true,
    // Fields that a class only declares do not overwrite what its parent's constructor sets.
    transform: {
      assumptions: { setPublicClassFields: true },
      typescript: { removeClassFieldsWithoutInitializer: true },
    },
    resolve: { mainFields: ['module', 'main'] },
    plugins: [plugin],
    onLog: (level, log, report) => (log.code === 'SHIMMED_EXPORT' ? undefined : report(level, log)),
  });
  await built.write({ file, format: 'cjs', codeSplitting: false });
}

/**
 * Runs a bundle's tests; a promise that the bundle exports as `loaded` is awaited before. `exclusions` lists what is left out,
 * each with its `reason` and `matches(fullName)`; with `only: 'excluded'` these tests run instead of all others. Returns
 * { total, excluded, passed, failed } with names, reasons and messages.
 */
export async function run(file, { exclusions, only }) {
  const env = require('jasmine-core').boot().getEnv();
  const report = { total: 0, excluded: [], passed: [], failed: [] };
  const specFilter = (spec) => {
    report.total += 1;
    const found = exclusions.find(({ matches }) => matches(spec.getFullName()));
    if (found) report.excluded.push({ name: spec.getFullName(), reason: found.reason });
    return only === 'excluded' ? found !== undefined : !found;
  };
  const note = ({ fullName, status, failedExpectations }) => {
    if (status === 'passed') report.passed.push(fullName);
    for (const { message } of failedExpectations.slice(0, 1)) report.failed.push({ name: fullName, message });
  };
  // tfjs gives the same name to some tests, and expects their order.
  env.configure({ forbidDuplicateNames: false, random: false, specFilter });
  // A suite fails where what it prepares does; it passes with its tests.
  env.addReporter({ specDone: note, suiteDone: (suite) => note({ ...suite, status: undefined }) });
  await require(file).loaded;
  await env.execute();
  return report;
}

/** Prints a report, as JSON or in words, and sets the exit code. */
export function print(report, { json }) {
  if (json) console.log(JSON.stringify(report));
  else {
    for (const { name, message } of report.failed) console.log(`${name}\n    ${message.split('\n')[0]}`);
    console.log(`${report.total} tests, ${report.excluded.length} excluded, ${report.failed.length} failed`);
  }
  process.exitCode = report.failed.length > 0 ? 1 : 0;
}
