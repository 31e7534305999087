// What passes between a crew and its workers: calls of a replica's functions and their results, one for one.
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
}
