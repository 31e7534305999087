// Copies are made by running the text of tfjs-core's Node build once more; real installs with two versions are under
// checks/installed.
import '@tensorflow/tfjs-backend-wasm';
import { cpSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { env, KernelBackend, setBackend, version_core } from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { registerTrainingKernels } from './register.ts';
import { checkBackendCopy, checkTfjs, checkVersion, installedAt, placeInStack } from './tfjs-copies.ts';

const require = createRequire(import.meta.url);
const installed = dirname(dirname(require.resolve('@tensorflow/tfjs-core')));
const places: string[] = [];

// In a folder of its own, from where it finds what the original requires.
function loadCopy(): { place: string; copy: { KernelBackend: typeof KernelBackend } } {
  const place = realpathSync(mkdtempSync(join(tmpdir(), 'tfjs-core-')));
  places.push(place);
  symlinkSync(dirname(dirname(installed)), join(place, 'node_modules'), 'junction');
  for (const file of ['package.json', 'dist/tf-core.node.js']) {
    cpSync(join(installed, file), join(place, file));
  }
  const said = vi.spyOn(console, 'warn').mockReturnValue();
  const copy = require(join(place, 'dist/tf-core.node.js'));
  said.mockRestore();
  return { place, copy };
}

function thrownBy(run: () => unknown): Error {
  try {
    run();
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('Nothing was thrown.');
}

afterEach(() => {
  for (const place of places.splice(0)) rmSync(place, { recursive: true });
});

describe('checkTfjs', () => {
  it('takes the one copy', async () => {
    expect(checkTfjs()).toBeUndefined();
    await setBackend('wasm');
    expect(checkTfjs()).toBeUndefined();
  });

  it('takes a platform that a program sets', () => {
    const { platform, platformName } = env();
    Object.assign(env(), { platform: { ...platform }, platformName: 'mine' });
    expect(checkTfjs()).toBeUndefined();
    Object.assign(env(), { platform, platformName });
  });

  it('refuses a copy that comes later, and names both', () => {
    const { platform, platformName } = env();
    const { place } = loadCopy();
    const failure = thrownBy(() => registerTrainingKernels());
    const named = failure.message.replace(installed, '(ours)').replace(place, '(theirs)');
    expect(named.replaceAll(version_core, '(version)')).toMatchInlineSnapshot(
      `"Two copies of @tensorflow/tfjs-core are loaded: (version) from (ours)/dist/tf-core.node.js, which the training kernels use, and (version) from (theirs)/dist/tf-core.node.js. One does not know what was registered with the other. Keep one: \`npm ls @tensorflow/tfjs-core\` tells who asks for which; give all of them one version, then run \`npm dedupe\` (in Vite, also set resolve.dedupe)."`,
    );
    expect(failure).toMatchObject({ code: 'TFJS_TWICE' });
    Object.assign(env(), { platform, platformName });
    expect(checkTfjs()).toBeUndefined();
  });
});

describe('checkBackendCopy', () => {
  it('takes a backend of the same copy, and refuses one of another', () => {
    const { platform, platformName } = env();
    const { copy, place } = loadCopy();
    Object.assign(env(), { platform, platformName });
    expect(checkBackendCopy(new KernelBackend())).toBeUndefined();
    expect(() => checkBackendCopy(new copy.KernelBackend())).toThrowError(
      expect.objectContaining({ code: 'TFJS_TWICE', message: expect.stringContaining(place) }),
    );
  });
});

describe('checkVersion', () => {
  it.each(['4.22.0', '4.22.7', '4.30.0-rc.1'])('takes %s', (version) => {
    expect(checkVersion(version)).toBeUndefined();
  });

  it.each(['3.21.0', '4.21.0', '5.0.0', ''])('refuses %j', (version) => {
    expect(() => checkVersion(version)).toThrowError(expect.objectContaining({ code: 'TFJS_VERSION' }));
  });

  it('says what to install', () => {
    const { message } = thrownBy(() => checkVersion('4.20.0'));
    expect(message.replace(installed, '(ours)')).toMatchInlineSnapshot(
      `"The training kernels expect @tensorflow/tfjs-core ^4.22.0, received 4.20.0 from (ours)/dist/tf-core.node.js. Install @tensorflow/tfjs-core@^4.22.0, and tfjs-layers and tfjs-backend-wasm of the same version."`,
    );
  });
});

it.each([
  [
    'Error: x\n    at Object.assert (/a b/@t/dist/core.js:4:15)\n    at file:///c.mjs:5:30',
    '/a b/@t/dist/core.js',
  ],
  ['Error: x\n    at file:///c/@t/dist/a.mjs:5:30', 'file:///c/@t/dist/a.mjs'],
  ['Error: x\n    at a (C:\\t\\dist\\core.js:4:15)', 'C:\\t\\dist\\core.js'],
  ['assert@http://h/@t/dist/core.js:4:15\nf@http://h/b.js:1:2', 'http://h/@t/dist/core.js'],
  ['', undefined],
])('placeInStack reads %j', (stack, place) => {
  expect(placeInStack(stack)).toBe(place);
});

it('installedAt finds the package of a built file, and none for a bundle', () => {
  expect(installedAt('/n/@t/tfjs-core/dist/ops/add.js')).toBe('/n/@t/tfjs-core');
  expect(installedAt('C:\\n\\tfjs-core\\dist\\core.js')).toBe('C:/n/tfjs-core');
  expect(installedAt('http://h/assets/index.js')).toBeUndefined();
});
