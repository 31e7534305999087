// Installs the workspace and runs turbo tasks in it, with nothing but Node and npm on the machine:
//
//   node scripts/prepare.mjs build [typecheck …]
//
// Quiet when all is well. What the tools said is printed only where one of them fails.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const tasks = process.argv.slice(2);

function pnpm(...args) {
  const { status, stdout, stderr, error } = spawnSync('npx', ['--yes', manifest.packageManager, ...args], {
    cwd: new URL('..', import.meta.url),
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    // On Windows npx is a batch file, which only a shell starts.
    shell: process.platform === 'win32',
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', TURBO_NO_UPDATE_NOTIFIER: '1' },
  });
  if (status === 0) return;
  console.error(
    [`pnpm ${args.join(' ')} failed:`, error?.message, stdout, stderr].filter(Boolean).join('\n'),
  );
  process.exit(status || 1);
}

console.error(`Installing, then ${tasks.join(' and ')}: a minute or two the first time …`);
pnpm('install', '--frozen-lockfile', '--loglevel=error');
pnpm('exec', 'turbo', 'run', ...tasks, '--output-logs=errors-only');
