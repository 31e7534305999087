// The system's error codes of failed writes, as sentences.
import { CliError, type CliErrorCode } from '../failure/cli-error.ts';

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  ENOTDIR: 'a part of the path is a file',
  EEXIST: 'something of that name is there already',
  ENOTEMPTY: 'something of that name is there already',
  EISDIR: 'it is a directory',
  ENOENT: 'the place does not exist and can not be made',
  ENAMETOOLONG: 'the name is too long',
};

/** Names what could not be written and why; errors that are no system errors are given back as they are. */
export function sayWhyUnwritable(
  error: unknown,
  target: { name: string; code: CliErrorCode; remedy: string },
): unknown {
  const system = systemErrorCode(error);
  if (system === undefined) return error;
  const reason = reasons[system] ?? system;
  const remedy =
    system === 'ENOSPC' || system === 'EDQUOT' ? `Make room on it. Or: ${target.remedy}` : target.remedy;
  return new CliError(target.code, `${target.name} can't be written: ${reason}. ${remedy}`, { cause: error });
}

/** The code of the system error itself or of the one that caused it, as the packages wrap theirs. */
function systemErrorCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('syscall' in error && 'code' in error && typeof error.code === 'string') return error.code;
  return error.cause === error ? undefined : systemErrorCode(error.cause);
}
