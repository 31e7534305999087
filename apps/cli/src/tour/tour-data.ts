// The tour's data: MNIST where it can be had within seconds, else the synthetic digits.
import type { Dataset } from '@nn101/datasets';
import { loadCourseData } from '../data/course-data.ts';
import { paintFor } from '../terminal/paint.ts';
import { type Terminal, writeLine } from '../terminal/terminal.ts';

/** So long may no byte come before the tour goes on without MNIST. */
const patience = 8000;

/** Loads MNIST, or says in one line on stderr why not and draws digits. Throws only when interrupted. */
export async function tourData(options: { terminal: Terminal; offline: boolean }): Promise<Dataset> {
  const { terminal, offline } = options;
  const silence = new AbortController();
  const giveUp = () => silence.abort();
  let timer = setTimeout(giveUp, patience);
  try {
    return await loadCourseData('mnist', {
      terminal,
      offline,
      signal: AbortSignal.any([terminal.signal, silence.signal]),
      onBytes: () => {
        clearTimeout(timer);
        timer = setTimeout(giveUp, patience);
      },
    });
  } catch (error) {
    terminal.signal.throwIfAborted();
    const why = silence.signal.aborted ? 'no server answers' : shortReason(error);
    const { yellow } = paintFor(terminal.stdout);
    writeLine(
      terminal.stdout,
      `${yellow(`MNIST can't be had (${why}): the tour goes on with synthetic digits.`)}\n`,
    );
    return loadCourseData('synthetic', { terminal });
  } finally {
    clearTimeout(timer);
  }
}

const reasons: Readonly<Record<string, string>> = {
  OFFLINE: 'offline, and not in the cache',
  DATA_MISSING: 'no server or mirror has it',
  CHECKSUM_MISMATCH: 'what could be had is damaged',
  CACHE_UNWRITABLE: "the cache can't be written",
  DIRECTORY_UNWRITABLE: "the cache can't be made",
  CACHE_UNREADABLE: "the cache can't be read",
  CACHE_FULL: 'the disk of the cache is full',
};

function shortReason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return reasons[code] ?? (error instanceof Error ? error.message : String(error));
}
