// Turns any error into one sentence, a code and an exit code. Recognises the packages' errors by name and code rather
// than by class, so that it loads no package.
import type { DatasetErrorCode } from '@nn101/datasets';
import type { ModelErrorCode } from '@nn101/models/graph';
import type { ScratchErrorCode } from '@nn101/scratch';
import type { TrainErrorCode } from '@nn101/train/graph';
import { CommanderError } from 'commander';
import { CliError, cliErrorCodes, type ExitCode, exitCode, interruptedMessage } from './cli-error.ts';

/** What the user sees, and what the shell gets. */
export interface Failure {
  /** The error's own code, for scripts. For a stopped run, the code of its cause. */
  readonly code: string;
  /** One or two sentences, without a stack; empty if there is nothing to print. */
  readonly message: string;
  readonly exitCode: ExitCode;
}

/** Describes anything that a command threw. */
export function describeFailure(error: unknown): Failure {
  if (error instanceof CliError) return describeCliError(error);
  if (error instanceof CommanderError) return describeCommanderError(error);
  const code = codeOf(error);
  if (isOutOfMemory(error) || code === 'OUT_OF_MEMORY') return describeOutOfMemory(error);
  // The packages wrap the reason for stopping, which may be a lost output as well as Ctrl-C.
  if (code === 'ABORTED' && error instanceof Error && error.cause instanceof CliError) {
    return describeFailure(error.cause);
  }
  if (code === 'ABORTED' || (error instanceof Error && error.name === 'AbortError')) {
    return { code: 'INTERRUPTED', message: interruptedMessage, exitCode: exitCode.interrupted };
  }
  if (code !== undefined && error instanceof Error) {
    return { code, message: oneLine(error.message), exitCode: exitCodeOf(error.name, code) };
  }
  const text = error instanceof Error ? error.message : String(error);
  return {
    code: 'UNEXPECTED',
    message: `Something unexpected happened: ${oneLine(text)} (NN101_DEBUG=1 shows where.)`,
    exitCode: exitCode.failed,
  };
}

function describeCliError({ code, message, cause }: CliError): Failure {
  if (code !== 'RUN_STOPPED' || cause === undefined) return { code, message, exitCode: cliErrorCodes[code] };
  return { ...describeFailure(cause), message };
}

type PackageErrorCode = DatasetErrorCode | ModelErrorCode | ScratchErrorCode | TrainErrorCode;

/** Codes whose exit code differs from that of their class. */
const exceptions: Readonly<Record<string, ExitCode>> = {
  CACHE_UNWRITABLE: exitCode.failed,
  CACHE_FULL: exitCode.failed,
  UNKNOWN_DATASET: exitCode.usage,
  INVALID_ARGUMENT: exitCode.usage,
  INVALID_AUGMENTATION: exitCode.usage,
  DIVERGED: exitCode.failed,
} satisfies Partial<Record<PackageErrorCode, ExitCode>>;

/** Error classes that mean something other than a failure. */
const byClass: Readonly<Record<string, ExitCode>> = {
  DatasetError: exitCode.data,
  ModelError: exitCode.usage,
  ScratchError: exitCode.usage,
};

function exitCodeOf(name: string, code: string): ExitCode {
  return exceptions[code] ?? byClass[name] ?? exitCode.failed;
}

function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** When the WebAssembly heap can't grow, it throws "Aborted()" or a RangeError. */
function isOutOfMemory(error: unknown): boolean {
  if (error instanceof WebAssembly.RuntimeError) return /abort|memory/i.test(error.message);
  return error instanceof RangeError && /allocation|array (buffer )?length|memory/i.test(error.message);
}

/**
 * Keeps the figures with which the packages' messages begin, and replaces their advice, which is for callers of the
 * API.
 */
function describeOutOfMemory(error: unknown): Failure {
  const isOurs = codeOf(error) === 'OUT_OF_MEMORY' && error instanceof Error;
  const [figures] = isOurs
    ? oneLine(error.message).split(/(?<=\.)\s/)
    : ['There is not enough memory for this.'];
  return {
    code: 'OUT_OF_MEMORY',
    message: `${figures} Use a smaller --batch-size, fewer --units, --workers 1, or --limit the images.`,
    exitCode: exitCode.failed,
  };
}

function describeCommanderError(error: CommanderError): Failure {
  // Commander throws after printing help or the version.
  const isAnswer = error.code === 'commander.helpDisplayed' || error.code === 'commander.version';
  if (isAnswer || error.code === 'commander.help') {
    return { code: 'USAGE', message: '', exitCode: error.exitCode === 0 ? exitCode.done : exitCode.usage };
  }
  return { code: 'USAGE', message: oneLine(error.message), exitCode: exitCode.usage };
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ').trim();
}
