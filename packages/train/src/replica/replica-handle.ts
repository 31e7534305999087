// A handle to a replica, in the caller's thread or in a worker. Each of its functions is an asynchronous call.
import { createEndpoint } from '#threads';
import { TrainError } from '../train-error.ts';
import { type Argument, errorOf, type Request, type Response, type Result, type Task } from './messages.ts';
import { createReplica, type Replica, type ReplicaOptions } from './replica.ts';

export interface ReplicaHandle {
  /** @throws TrainError `WORKER_FAILED`; any error of the replica */
  call<T extends Task>(task: T, argument: Argument<T>): Promise<Result<T>>;
  dispose(): Promise<void>;
}

/** A replica in this thread. */
export function localReplica(options: ReplicaOptions): ReplicaHandle {
  const replica = createReplica(options);
  return {
    call: async (task, argument) => callReplica(replica, task, argument),
    dispose: async () => {},
  };
}

function callReplica<T extends Task>(replica: Replica, task: T, argument: Argument<T>): Result<T> {
  // The type parameter ties the function to its argument, which TypeScript cannot infer through the union.
  const work = replica[task] as (argument: Argument<T>) => Result<T>;
  return work(argument);
}

/** Creates a replica in a worker of its own; resolves when it is ready. `name` is for messages, such as "worker 2 of 4". */
export async function workerReplica(options: ReplicaOptions, name: string): Promise<ReplicaHandle> {
  const pending = new Map<number, { resolve(result: never): void; reject(error: unknown): void }>();
  let failure: TrainError | undefined;
  let next = 0;
  const endpoint = createEndpoint({
    onResponse: (response) => settle(pending, response),
    onFailure: (reason, cause) => {
      failure = new TrainError(
        'WORKER_FAILED',
        `Training stopped: ${name} failed: ${reason}. Resume from the last checkpoint, with fewer workers if memory was short.`,
        { cause },
      );
      for (const { reject } of pending.values()) reject(failure);
      pending.clear();
    },
  });
  const send = <T>(request: (id: number) => Request) =>
    new Promise<T>((resolve, reject) => {
      if (failure) return reject(failure);
      const id = next++;
      pending.set(id, { resolve, reject });
      try {
        endpoint.post(request(id));
      } catch (cause) {
        pending.delete(id);
        reject(unsent(name, cause));
      }
    });
  const handle: ReplicaHandle = {
    call: (task, argument) => send((id) => ({ id, type: task, argument }) as Request),
    dispose: () => endpoint.terminate(),
  };
  try {
    await send<void>((id) => ({ id, type: 'create', options }));
  } catch (error) {
    await handle.dispose();
    throw error;
  }
  return handle;
}

function settle(
  pending: Map<number, { resolve(result: never): void; reject(error: unknown): void }>,
  response: Response,
): void {
  const call = pending.get(response.id);
  pending.delete(response.id);
  if (response.ok) call?.resolve(response.result as never);
  else call?.reject(errorOf(response.error));
}

function unsent(name: string, cause: unknown): TrainError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new TrainError('WORKER_FAILED', `Training stopped: ${name} could not be sent its work: ${reason}.`, {
    cause,
  });
}
