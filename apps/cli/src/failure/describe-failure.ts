// From anything thrown to one sentence and an exit code. The packages' errors are known by name and code,
// not by class, so that this file loads none of them.
import { CommanderError } from 'commander';
import { CliError, cliErrorCodes, interruptedMessage } from './cli-error.ts';
import { type ExitCode, exitCode } from './exit-code.ts';

/** What the user is told, and what the shell is told. */
export interface Failure {
  /** One sentence or two, without a stack; empty when there is nothing to say. */
  readonly message: string;
  readonly exitCode: ExitCode;
}

/** Describes anything that a command threw. */
export function describeFailure(error: unknown): Failure {
  if (error instanceof CliError && error.code === 'RUN_STOPPED' && error.cause !== undefined) {
    return { message: error.message, exitCode: describeFailure(error.cause).exitCode };
  }
  if (error instanceof CliError) return { message: error.message, exitCode: cliErrorCodes[error.code] };
  if (error instanceof CommanderError) return describeCommanderError(error);
  if (isOutOfMemory(error) || codeOf(error) === 'OUT_OF_MEMORY')
    return { message: outOfMemory, exitCode: exitCode.failed };
  const code = codeOf(error);
  // The packages wrap the reason for stopping, which may be a lost output as well as Ctrl-C.
  if (code === 'ABORTED' && error instanceof Error && error.cause instanceof CliError) {
    return describeFailure(error.cause);
  }
  if (code === 'ABORTED' || (error instanceof Error && error.name === 'AbortError')) {
    return { message: interruptedMessage, exitCode: exitCode.interrupted };
  }
  if (code !== undefined && error instanceof Error) {
    return { message: oneLine(error.message), exitCode: exitCodeOf(error.name, code) };
  }
  const text = error instanceof Error ? error.message : String(error);
  return {
    message: `Something unexpected happened: ${oneLine(text)} (NN101_DEBUG=1 shows where.)`,
    exitCode: exitCode.failed,
  };
}

const outOfMemory =
  'There is not enough memory for this. Take a smaller --batch-size, fewer --units, or --limit the images.';

/** Codes of the packages that don't follow their package's rule below. */
const exceptions: Readonly<Record<string, ExitCode>> = {
  CACHE_UNWRITABLE: exitCode.failed,
  CACHE_FULL: exitCode.failed,
  UNKNOWN_DATASET: exitCode.usage,
  ARGUMENT: exitCode.usage,
  INVALID_AUGMENTATION: exitCode.usage,
  DIVERGED: exitCode.failed,
};

const byPackage: Readonly<Record<string, ExitCode>> = {
  DatasetError: exitCode.data,
  ModelError: exitCode.usage,
  TrainError: exitCode.failed,
  ScratchError: exitCode.usage,
};

function exitCodeOf(name: string, code: string): ExitCode {
  return exceptions[code] ?? byPackage[name] ?? exitCode.failed;
}

function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** The WebAssembly heap ends with "Aborted()" or a RangeError when it can't grow. */
function isOutOfMemory(error: unknown): boolean {
  if (error instanceof WebAssembly.RuntimeError) return /abort|memory/i.test(error.message);
  return error instanceof RangeError && /allocation|array (buffer )?length|memory/i.test(error.message);
}

function describeCommanderError(error: CommanderError): Failure {
  // Help and version are thrown too, and have been printed by then.
  const isAnswer = error.code === 'commander.helpDisplayed' || error.code === 'commander.version';
  if (isAnswer) return { message: '', exitCode: exitCode.done };
  if (error.code === 'commander.help') return { message: '', exitCode: exitCode.usage };
  const sentence = error.message.replace(/^error: /, '').replace(/\n\((.*)\)$/, '. $1');
  const ended = /[.?]$/.test(sentence) ? sentence : `${sentence}.`;
  return {
    message: `${ended.charAt(0).toUpperCase()}${ended.slice(1)}`,
    exitCode: exitCode.usage,
  };
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ').trim();
}
