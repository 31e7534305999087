// A lock between processes: a file that names its holder. It belongs to the holder while that process lives and keeps
// touching the file. A lock left by a killed process is taken over immediately on the same machine, and after a while
// from another. If two processes ever hold it, because one was suspended for long, both download, and checksums keep
// data correct.
import { hostname } from 'node:os';
import { type FileSystem, isMissing, systemCode } from './file-system.ts';

/**
 * Milliseconds: how often the holder touches the file, how long an untouched lock stays valid, how long a holder may
 * take to write its name, and how often waiting processes look.
 */
const TIMES = { touch: 5_000, silence: 30_000, naming: 2_000, look: 60 } as const;

export interface LockRequest {
  readonly path: string;
  readonly fileSystem: LockFileSystem;
  readonly signal?: AbortSignal;
  /** Milliseconds since 1970. Default: the system's clock. */
  readonly now?: () => number;
}

type LockFileSystem = Pick<FileSystem, 'open' | 'readFile' | 'rm' | 'stat' | 'utimes'>;

interface Holder {
  readonly id: string;
  readonly host?: string;
  readonly pid?: number;
}

/** Waits for the lock. @returns the function that releases it. Throws the reason of the signal, and system errors. */
export async function acquireLock(request: LockRequest): Promise<() => Promise<void>> {
  const { path, fileSystem, signal, now = Date.now } = request;
  const id = crypto.randomUUID();
  while (!(await create(path, { id, host: hostname(), pid: process.pid }, fileSystem))) {
    signal?.throwIfAborted();
    const holder = await readHolder(path, fileSystem);
    if (holder === undefined) continue;
    if (!(await isStale(holder, request))) await new Promise((resolve) => setTimeout(resolve, TIMES.look));
    else await removeStale(holder, request);
  }
  const touch = () => {
    const time = new Date(now());
    fileSystem.utimes(path, time, time).catch(() => undefined);
  };
  const timer = setInterval(touch, TIMES.touch);
  timer.unref();
  return async () => {
    clearInterval(timer);
    if ((await readHolder(path, fileSystem))?.id === id) await fileSystem.rm(path, { force: true });
  };
}

/** Whether the file was created; false if it already exists. */
async function create(path: string, holder: Holder, fileSystem: LockFileSystem): Promise<boolean> {
  const handle = await fileSystem.open(path, 'wx').catch((error: unknown) => {
    if (systemCode(error) === 'EEXIST') return undefined;
    throw error;
  });
  if (handle === undefined) return false;
  try {
    await handle.writeFile(JSON.stringify(holder));
  } catch (error) {
    await fileSystem.rm(path, { force: true }).catch(() => undefined);
    throw error;
  } finally {
    await handle.close();
  }
  return true;
}

/** Undefined if nobody holds the lock. A file that is still being written has an unnamed holder. */
async function readHolder(path: string, fileSystem: LockFileSystem): Promise<Holder | undefined> {
  try {
    const value: unknown = JSON.parse(await fileSystem.readFile(path, 'utf8'));
    return isHolder(value) ? value : { id: 'unreadable' };
  } catch (error) {
    if (isMissing(error)) return undefined;
    if (error instanceof SyntaxError) return { id: 'unreadable' };
    throw error;
  }
}

function isHolder(value: unknown): value is Holder {
  return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string';
}

async function isStale(
  { host, pid }: Holder,
  { path, fileSystem, now = Date.now }: LockRequest,
): Promise<boolean> {
  if (host === hostname() && pid !== undefined && !isAlive(pid)) return true;
  const status = await fileSystem.stat(path).catch(() => undefined);
  // A file without a name belongs to a process that was killed before it wrote one.
  const patience = host === undefined ? TIMES.naming : TIMES.silence;
  return status !== undefined && now() - status.mtimeMs > patience;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) !== 'ESRCH';
  }
}

// Of several processes that find a stale lock, only one may remove it, and it must not remove the lock of a successor.
// Hence a lock for removing this particular one, which may itself become stale.
async function removeStale(holder: Holder, request: LockRequest): Promise<void> {
  const { path, fileSystem } = request;
  const release = await acquireLock({ ...request, path: `${path}.${holder.id.slice(0, 36)}` });
  try {
    if ((await readHolder(path, fileSystem))?.id === holder.id) await fileSystem.rm(path, { force: true });
  } finally {
    await release();
  }
}
