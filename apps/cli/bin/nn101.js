#!/usr/bin/env node
// Refuses a Node that is too old in one sentence; otherwise starts the program. Old Nodes must be able to read this file,
// so it has no static import and no recent syntax.
const [major, minor] = process.versions.node.split('.').map(Number);

function refuse(code, message) {
  if (process.argv.includes('--json')) {
    console.log(JSON.stringify({ event: 'error', code, message, exitCode: 1 }));
  }
  console.error(`error: ${message}`);
  process.exitCode = 1;
}

if (major < 20 || (major === 20 && minor < 19)) {
  refuse(
    'NODE_TOO_OLD',
    `nn101 needs Node 20.19 or later, and this is Node ${process.versions.node}. Install a newer one from https://nodejs.org`,
  );
} else {
  import('../dist/main.js').catch((error) => {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    refuse(
      'NOT_BUILT',
      'nn101 is not built, or a part of it is not installed. In a clone of the project, npm run setup does both.',
    );
  });
}
