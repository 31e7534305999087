// The messages between a replica group and its workers: calls of a replica's functions and their results, one to one.
import { KernelError, type KernelErrorCode } from '@nn101/kernels/graph';
import { TrainError, type TrainErrorCode } from '../train-error.ts';
import type { Replica, ReplicaOptions } from './replica.ts';

/** The names of a replica's functions. */
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

/** The parts of an error that can be sent to another thread. */
export interface Failure {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
  readonly stack?: string;
  readonly cause?: Failure;
}

/** Returns the parts of an error that can be sent to another thread, including its causes if they are errors. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) };
  const { name, message, stack, cause } = error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return { name, message, stack, code, ...(cause instanceof Error && { cause: failureOf(cause) }) };
}

/** Recreates an error from a failure: an instance of its class if it is one of ours, otherwise an Error with its name. */
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
