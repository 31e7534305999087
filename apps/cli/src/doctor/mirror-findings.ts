// Are the mirrors of NN101_MIRROR there?
import { readdir } from 'node:fs/promises';
import { datasets } from '@nn101/datasets';
import type { Finding } from './finding.ts';

const patience = 5000;

/** One finding for each mirror, or one that says that there is none. */
export async function mirrorFindings(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Finding[]> {
  const mirrors = (environment.NN101_MIRROR ?? '').split(',').map((mirror) => mirror.trim());
  const named = mirrors.filter((mirror) => mirror !== '');
  if (named.length === 0) {
    const what = 'none named by NN101_MIRROR; data sets come from their public origins';
    return [{ name: 'Mirrors', state: 'fine', what }];
  }
  return Promise.all(named.map(mirrorFinding));
}

async function mirrorFinding(mirror: string): Promise<Finding> {
  try {
    const isUrl = /^https?:/i.test(mirror);
    return { name: 'Mirror', state: 'fine', what: isUrl ? await askServer(mirror) : await look(mirror) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return {
      name: 'Mirror',
      state: 'wrong',
      what: `${mirror} is of no use: ${why}`,
      remedy: 'Correct NN101_MIRROR (directories or URLs, comma-separated), or unset it.',
    };
  }
}

async function look(directory: string): Promise<string> {
  const entries = await readdir(directory);
  const sets = Object.keys(datasets).filter((name) => entries.includes(name));
  if (sets.length === 0) throw new Error(`it has none of ${Object.keys(datasets).join(', ')}`);
  return `${directory} has ${sets.join(', ')}`;
}

async function askServer(url: string): Promise<string> {
  const answer = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(patience) });
  // Many servers answer a directory with 403 or 404 and still have its files.
  return `${url} answers (status ${answer.status})`;
}
