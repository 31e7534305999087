// Copies the build of a private package into the package that runs this, so that what is published depends on nothing
// that is not:
//
//   node ../../scripts/bundle-private.mjs arguments     packages/arguments/dist -> dist/arguments
//
// The package's `imports` lead `#arguments` there, and to the private package's sources while working.
import { cpSync } from 'node:fs';

for (const name of process.argv.slice(2)) {
  cpSync(new URL(`../packages/${name}/dist/`, import.meta.url), `dist/${name}/`, { recursive: true });
}
