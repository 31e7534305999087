// The conventional cache directory of each operating system. Pure: ./node.ts passes the environment.
import { posix, win32 } from 'node:path';

/**
 * The default cache directory: `NN101_CACHE` if set, otherwise `%LOCALAPPDATA%\nn101\Cache` on Windows,
 * `~/Library/Caches/nn101` on macOS, and `$XDG_CACHE_HOME/nn101` or `~/.cache/nn101` elsewhere.
 */
export function defaultCacheDirectory(machine: {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly system: NodeJS.Platform;
  readonly home: string;
}): string {
  const { environment, system, home } = machine;
  if (environment.NN101_CACHE) return environment.NN101_CACHE;
  if (system === 'win32') {
    const local = environment.LOCALAPPDATA || win32.join(home, 'AppData', 'Local');
    return win32.join(local, 'nn101', 'Cache');
  }
  if (system === 'darwin') return posix.join(home, 'Library', 'Caches', 'nn101');
  const configured = environment.XDG_CACHE_HOME;
  // The XDG specification says that relative values must be ignored.
  const root = configured && posix.isAbsolute(configured) ? configured : posix.join(home, '.cache');
  return posix.join(root, 'nn101');
}
