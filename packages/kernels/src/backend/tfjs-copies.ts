// Which copies of tfjs-core are at work. Copies share one engine and one registry through the global object, but not
// their classes, flags and serialisation: mixed, they compute something, and nobody can say what. Here they are told
// apart by the little that a copy leaves behind; the backend's own copy is looked at in `heap.ts`.
import { Environment, engine, env, KernelBackend, util, version_core } from '@tensorflow/tfjs-core';
import { KernelError } from '../kernel-error.ts';

/** The versions that the kernels are made for: `major`, and `minor` or later. */
const supported = { major: 4, minor: 22 } as const;

// A copy that is loaded later puts its own platform into the shared environment.
const platformAtImport = env().platform;

/**
 * Refuses what the kernels cannot work with: another tfjs than they are made for, or more than one.
 *
 * @throws KernelError TFJS_VERSION, TFJS_TWICE
 */
export function checkTfjs(): void {
  checkVersion(version_core);
  const other = placeOfAnother();
  if (other !== undefined) throw tfjsTwice(other);
}

/** @throws KernelError TFJS_VERSION unless `version` is one of those that the kernels are made for */
export function checkVersion(version: string): void {
  const [major, minor] = version.split('.').map(Number);
  if (major === supported.major && minor >= supported.minor) return;
  const range = `^${supported.major}.${supported.minor}.0`;
  throw new KernelError(
    'TFJS_VERSION',
    `The training kernels expect @tensorflow/tfjs-core ${range}, received ${version} from ${ownPlace() ?? 'a bundle'}. ` +
      `Install @tensorflow/tfjs-core@${range}, and tfjs-layers and tfjs-backend-wasm of the same version.`,
  );
}

/** @throws KernelError TFJS_TWICE unless `backend` was made with the copy that the kernels use */
export function checkBackendCopy(backend: object): void {
  if (backend instanceof KernelBackend) return;
  // A method that the backend leaves to its base class, which throws.
  const { readToGPU } = backend as Partial<KernelBackend>;
  throw tfjsTwice(placeOfThrow(() => readToGPU?.({})));
}

function tfjsTwice(other: string | undefined): KernelError {
  return new KernelError(
    'TFJS_TWICE',
    `Two copies of @tensorflow/tfjs-core are loaded: ${version_core} from ${ownPlace() ?? 'a bundle'}, which the training ` +
      `kernels use, and ${(other && versionAt(other)) ?? 'another'} from ${other ?? 'the same bundle'}. ` +
      'One does not know what was registered with the other. Keep one: `npm ls @tensorflow/tfjs-core` tells who asks for ' +
      'which; give all of them one version, then run `npm dedupe` (in Vite, also set resolve.dedupe).',
  );
}

// Where a copy that is not ours lies; an empty text where there is one whose place cannot be told.
function placeOfAnother(): string | undefined {
  // The copy that was loaded first has made the environment that all share.
  if (!(env() instanceof Environment)) return placeOfThrow(() => engine().removeBackend(' ')) ?? '';
  const { platform, platformName } = env();
  if (platformName !== 'node' && platformName !== 'browser') return undefined;
  // The copy that was loaded last has set the platform. No platform knows an encoding of that name.
  const last = placeOfThrow(() => platform.encode('', ' '));
  if (platform !== platformAtImport) return last ?? '';
  const [ours, theirs] = [ownPlace(), last].map((place) => place && installedAt(place));
  return ours && theirs && ours !== theirs ? last : undefined;
}

function ownPlace(): string | undefined {
  return placeOfThrow(() => util.assert(false, () => 'here'));
}

/** The file or address of the code that throws when `run` is called; undefined where the engine does not tell. */
function placeOfThrow(run: () => unknown): string | undefined {
  try {
    run();
  } catch (error) {
    return error instanceof Error ? placeInStack(error.stack ?? '') : undefined;
  }
  return undefined;
}

/** The place in the topmost frame of an error's stack, as V8, Firefox and Safari write it. */
export function placeInStack(stack: string): string | undefined {
  const frame = /(?:\(|@|\bat )([^()\n]*):\d+:\d+\)?$/m.exec(stack);
  return frame?.[1];
}

/** The folder of the package that a file under `dist` belongs to; undefined for a file of a bundle. */
export function installedAt(place: string): string | undefined {
  const path = place.replaceAll('\\', '/');
  const end = path.lastIndexOf('/dist/');
  return end < 0 ? undefined : path.slice(0, end);
}

// Only Node can look; elsewhere the place has to do.
function versionAt(place: string): string | undefined {
  try {
    const files = globalThis.process.getBuiltinModule('node:fs');
    const manifest: unknown = JSON.parse(files.readFileSync(`${installedAt(place)}/package.json`, 'utf8'));
    return typeof manifest === 'object' && manifest && 'version' in manifest
      ? String(manifest.version)
      : undefined;
  } catch {
    return undefined;
  }
}
