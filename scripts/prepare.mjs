// Installs the workspace and runs turbo tasks in it, with nothing but Node and npm on the machine:
//
//   node scripts/prepare.mjs build [typecheck …]
//
// Quiet when all is well. What the tools said is printed only where one of them fails. Old Nodes must be able to read this
// file, to be refused in one sentence: it has no static import and no recent syntax.
const [major, minor] = process.versions.node.split('.').map(Number);
const tasks = process.argv.slice(2);

async function prepare() {
  const { spawnSync } = await import('node:child_process');
  const { readFileSync } = await import('node:fs');
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

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
    const why = error ? error.message : undefined;
    console.error([`pnpm ${args.join(' ')} failed:`, why, stdout, stderr].filter(Boolean).join('\n'));
    process.exit(status || 1);
  }

  console.error(`Installing, then ${tasks.join(' and ')}: a minute or two the first time …`);
  pnpm('install', '--frozen-lockfile', '--loglevel=error');
  pnpm('exec', 'turbo', 'run', ...tasks, '--output-logs=errors-only');
}

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `error: This project needs Node 20.19 or later, and this is Node ${process.versions.node}. Install a newer one from https://nodejs.org`,
  );
  process.exitCode = 1;
} else {
  prepare().catch((error) => {
    console.error(error);
    process.exitCode = 1;
  });
}
