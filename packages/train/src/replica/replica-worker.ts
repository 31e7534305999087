// The entry file of a worker: creates one replica and answers calls of its functions in order.
import { port } from '#replica-port';
import { failureOf, type Request, type Response, type Task, type TaskRequest } from './messages.ts';
import { createReplica, type Replica } from './replica.ts';

let replica: Replica | undefined;

port.onRequest((request) => {
  try {
    const result = answer(request);
    post({ id: request.id, ok: true, result });
  } catch (error) {
    post({ id: request.id, ok: false, error: failureOf(error) });
  }
});

function answer(request: Request): (Response & { ok: true })['result'] {
  if (request.type === 'create') {
    replica = createReplica(request.options);
    return undefined;
  }
  if (!replica) throw new Error('A replica must be created before it can work.');
  return call(replica, request);
}

function call<T extends Task>(made: Replica, { type, argument }: TaskRequest<T>): ReturnType<Replica[T]> {
  // The type parameter ties the function to its argument, which TypeScript cannot infer through the union.
  const work = made[type] as (argument: TaskRequest<T>['argument']) => ReturnType<Replica[T]>;
  return work(argument);
}

function post(response: Response): void {
  const gradients = response.ok && Array.isArray(response.result) ? response.result : [];
  const buffers = gradients.flatMap((item) =>
    typeof item === 'object' && 'gradient' in item && item.gradient.buffer instanceof ArrayBuffer
      ? [item.gradient.buffer]
      : [],
  );
  port.post(response, buffers);
}
