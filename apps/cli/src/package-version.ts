// The version of this package, read from its package.json.
import { readFileSync } from 'node:fs';

/** A version such as "1.2.3". */
export function packageVersion(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  const { version } = JSON.parse(text) as { version: string };
  return version;
}
