// The packages of the workspace with their manifests, found by their package.json. Not the root package itself.
import { posix } from 'node:path';
import { readTracked } from './tracked-files.ts';

/** What the checks read of a package.json. */
export interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
  readonly [field: string]: unknown;
}

/** A package: its directory relative to the root, such as `packages/train`, and its manifest. */
export interface WorkspacePackage {
  readonly directory: string;
  readonly manifest: Manifest;
}

const manifestPath = /^((packages|apps)\/[^/]+|lessons|benchmarks|checks)\/package\.json$/;

/** All packages of the workspace, sorted by directory. */
export function workspacePackages(): WorkspacePackage[] {
  return readTracked(manifestPath).map(({ path, text }) => ({
    directory: posix.dirname(path),
    manifest: JSON.parse(text) as Manifest,
  }));
}
