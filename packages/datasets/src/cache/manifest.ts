// What the directory cache remembers of each file, so that a load need not hash 184 MB again.
// A file whose size or time differs from what is remembered is hashed anew, so a stale manifest does no harm.

/** What was known of a file when it was verified. */
export interface Remembered {
  readonly bytes: number;
  /** Modification time in milliseconds, as the file system gives it. */
  readonly modified: number;
  readonly sha256: string;
  readonly vouchedBy?: string;
}

/** Remembered files by content name, for one set. */
export type Manifest = Readonly<Record<string, Remembered>>;

/** Name of the manifest in a set's folder. */
export const MANIFEST = 'verified.json';

/** Reads a manifest; anything that is not one counts as empty. */
export function parseManifest(text: string): Manifest {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return {};
    return Object.fromEntries(Object.entries(value).filter(([, entry]) => isRemembered(entry)));
  } catch {
    return {};
  }
}

/** The manifest as text. */
export function formatManifest(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

function isRemembered(value: unknown): value is Remembered {
  return (
    typeof value === 'object' &&
    value !== null &&
    'bytes' in value &&
    typeof value.bytes === 'number' &&
    'modified' in value &&
    typeof value.modified === 'number' &&
    'sha256' in value &&
    typeof value.sha256 === 'string' &&
    (!('vouchedBy' in value) || typeof value.vouchedBy === 'string')
  );
}
