// Prints the closing line of `.ci/run` from vitest's JSON report: `N passed, N failed, N skipped`.
//
//   node .ci/summary.mjs RESULTS_JSON EXIT_CODE
import { existsSync, readFileSync } from 'node:fs';

const [path, exitCode] = process.argv.slice(2);
// No report means that the tests were never reached: formatting, types or the build failed before them.
const files = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).testResults : [];
const statuses = files.flatMap(({ status, assertionResults }) => {
  const own = assertionResults.map((result) => result.status);
  // A file that breaks outside its tests counts as one failure.
  return status === 'failed' && !own.includes('failed') ? [...own, 'failed'] : own;
});
const passed = statuses.filter((status) => status === 'passed').length;
const failed = statuses.filter((status) => status === 'failed').length;
const unreported = exitCode !== '0' && failed === 0 ? 1 : 0;
process.stdout.write(
  `${passed} passed, ${failed + unreported} failed, ${statuses.length - passed - failed} skipped\n`,
);
