// The budget that keeps each file readable in one go: a file holds one concept, whole, and most need 80 to 300 lines.
// What may exceed it, and why: `file-budget-exceptions.ts`.
import type { SourceText } from '../repository/tracked-files.ts';
import { functionLengths } from './function-lengths.ts';

/** Lines that a file and a function may have. */
export const budget = { fileLines: 300, functionLines: 60 } as const;

/** Something longer than the budget: `what` is a path, or `path#function`. */
export interface Excess {
  readonly what: string;
  readonly lines: number;
  readonly limit: number;
}

const testFile = /\.test\.ts$/;
const scripts = /\.[cm]?[jt]s$/;

function lineCount(text: string): number {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
}

/**
 * What of `source` exceeds the budget. In a test file only the file is measured: its functions are `describe`
 * blocks, which are chapters.
 */
export function findExcess(source: SourceText): Excess[] {
  const file = { what: source.path, lines: lineCount(source.text), limit: budget.fileLines };
  const measured = scripts.test(source.path) && !testFile.test(source.path);
  const functions = (measured ? functionLengths(source) : []).map(({ name, lines }) => ({
    what: `${source.path}#${name}`,
    lines,
    limit: budget.functionLines,
  }));
  return [file, ...functions].filter(({ lines, limit }) => lines > limit);
}
