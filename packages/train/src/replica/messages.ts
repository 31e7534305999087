// What passes between a replica group and its workers: calls of a replica's functions and their results, one for one.
import { KernelError, type KernelErrorCode } from '@nn101/kernels/graph';
import { TrainError, type TrainErrorCode } from '../train-error.ts';
import type { Replica, ReplicaOptions } from './replica.ts';

/** The functions of a replica by name. */
export type Task = keyof Replica;
export type Argument<T extends Task> = Parameters<Replica[T]>[0];
export type Result<T extends Task> = ReturnType<Replica[T]>;

export type Request =
  | { readonly id: number; readonly type: 'create'; readonly options: ReplicaOptions }
  | { readonly [T in Task]: TaskRequest<T> }[Task];

export interface TaskRequest<T extends Task> {
  readonly id: number;
  readonly type: T;
  readonly argument: Argument<T>;
}

export type Response =
  | { readonly id: number; readonly ok: true; readonly result: Result<Task> | undefined }
  | { readonly id: number; readonly ok: false; readonly error: Failure };

/** An error, as far as it can be sent. */
export interface Failure {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
  readonly stack?: string;
  readonly cause?: Failure;
}

/** What of an error can be sent to another thread; causes too, as far as they are errors. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) };
  const { name, message, stack, cause } = error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return { name, message, stack, code, ...(cause instanceof Error && { cause: failureOf(cause) }) };
}

/** The error that a failure was made of: of its class where it is one of ours, with its name elsewhere. */
export function errorOf({ name, message, code, stack, cause }: Failure): Error {
  const options = cause && { cause: errorOf(cause) };
  if (name === 'TrainError') {
    return Object.assign(new TrainError(code as TrainErrorCode, message, options), { stack });
  }
  if (name === 'KernelError') {
    return Object.assign(new KernelError(code as KernelErrorCode, message, options), { stack });
  }
  return Object.assign(new Error(message, options), { name, stack, ...(code !== undefined && { code }) });
}
