// Puts the built course beside the program, which serves it: `nn101 serve` must find it in the published package too.
// turbo builds apps/web before this runs.
import { cpSync, existsSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const [built, place] = [at('../../web/dist'), at('../dist/web')];

if (!existsSync(built)) {
  console.error('apps/web/dist is missing: build the course before the program. `npm run setup` does both.');
  process.exit(1);
}
rmSync(place, { recursive: true, force: true });
// The manifest is for the tests of the build.
cpSync(built, place, { recursive: true, filter: (path) => !path.endsWith('build-manifest.json') });
