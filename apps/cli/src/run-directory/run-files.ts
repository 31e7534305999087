// What a run directory holds, by name.

/** The names of a run's files and directories. */
export const runFiles = {
  /** Written last: a directory with it holds a finished run. */
  record: 'run.json',
  history: 'history.jsonl',
  model: 'model',
  report: 'report.html',
  /** Written first, removed at the end: what is needed to go on. */
  unfinished: 'unfinished.json',
  /** While a program trains in it. */
  lock: 'running.json',
  checkpoints: 'checkpoints',
} as const;

/** Log files by the word for their kind. */
export const logFiles = {
  jsonl: 'log.jsonl',
  csv: 'log.csv',
  // TensorBoard looks for this word in the name.
  tensorboard: 'events.out.tfevents.1.nn101',
} as const;

/** A kind of log file. */
export type LogKind = keyof typeof logFiles;

const names: readonly string[] = [...Object.values(runFiles), ...Object.values(logFiles)];

/** Whether an entry of a directory belongs to a run; half-written files do. */
export function isRunEntry(entry: string): boolean {
  return (
    names.includes(entry) || names.some((name) => entry.startsWith(`${name}.`) && entry.endsWith('.tmp'))
  );
}

/** What operating systems put into directories by themselves. */
const systemFiles = /^(\.DS_Store|\._.*|\.localized|\.directory|Thumbs\.db|ehthumbs\.db|desktop\.ini)$/i;

/** Whether an entry was put there by the operating system, so that it is in nobody's way. */
export function isSystemFile(entry: string): boolean {
  return systemFiles.test(entry);
}
