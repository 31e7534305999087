// The page's end of the protocol in messages.ts: calls as promises, notifications to a listener, and a new worker after a
// crash. What is done with the notifications: session.svelte.ts.
import type {
  Method,
  Notification,
  Params,
  Request,
  Result,
  RpcError,
  RpcResponse,
  WorkerMessage,
} from '../messages.ts';
import { TrainPageError } from '../train-page-error.ts';

/** The part of a `Worker` that the client uses, so that a test can replace it. */
export interface WorkerLike {
  postMessage(message: Request): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<WorkerMessage>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  onmessageerror: ((event: MessageEvent) => void) | null;
}

export interface ClientOptions {
  readonly createWorker: () => WorkerLike;
  /** Full URLs of directories with copies of the data sets. */
  readonly mirrors: readonly string[];
  readonly onNotification: (notification: Notification) => void;
  /** The worker is gone, and its networks with it. The next call starts a new one. */
  readonly onCrash: (error: TrainPageError) => void;
}

export interface TrainingClient {
  /** Calls a method of the worker. @throws TrainPageError with the code and the message of the error in the worker */
  call<M extends Method>(method: M, params: Params<M>): Promise<Result<M>>;
  /** Terminates the worker, and with it every run. */
  close(): void;
}

export function createClient(options: ClientOptions): TrainingClient {
  const pending = createPendingCalls();
  let worker: WorkerLike | undefined;

  function crash(error: TrainPageError): void {
    close();
    pending.rejectAll(error);
    options.onCrash(error);
  }

  function receive(message: WorkerMessage): void {
    if (message.type === 'response' || message.type === 'error') pending.settle(message);
    else options.onNotification(message);
    if (message.type !== 'error' && message.type !== 'failed') return;
    if (message.fatal) crash(new TrainPageError(message.code, message.message, { fatal: true }));
  }

  function open(): WorkerLike {
    const opened = options.createWorker();
    opened.onmessage = ({ data }) => receive(data);
    opened.onerror = (event) => {
      event.preventDefault?.();
      crash(crashed(event.message));
    };
    opened.onmessageerror = () => crash(crashed('a message could not be read'));
    worker = opened;
    void pending.send(opened, 'open', { mirrors: options.mirrors }).catch(() => undefined);
    return opened;
  }

  function close(): void {
    worker?.terminate();
    worker = undefined;
  }

  return { call: (method, params) => pending.send(worker ?? open(), method, params), close };
}

function crashed(reason: string | undefined): TrainPageError {
  const because = reason ? `: ${reason.replace(/\.$/, '')}` : '';
  const message = `The training worker stopped unexpectedly${because}. Start it again: training goes on from the last checkpoint.`;
  return new TrainPageError('WORKER_CRASHED', message, { fatal: true });
}

/** The calls that the worker has not answered yet, by the id of their request. */
interface PendingCalls {
  /** Sends a request; the promise is settled by `settle`. */
  send<M extends Method>(
    to: { postMessage(message: Request): void },
    method: M,
    params: Params<M>,
  ): Promise<Result<M>>;
  /** Settles the call with the message's id; a call that is not pending is ignored. */
  settle(message: RpcResponse | RpcError): void;
  rejectAll(error: TrainPageError): void;
}

function createPendingCalls(): PendingCalls {
  const calls = new Map<
    number,
    { resolve(result: Result<Method>): void; reject(error: TrainPageError): void }
  >();
  let lastId = 0;
  return {
    send<M extends Method>(
      to: { postMessage(message: Request): void },
      method: M,
      params: Params<M>,
    ): Promise<Result<M>> {
      const id = ++lastId;
      return new Promise<Result<M>>((resolve, reject) => {
        // The worker answers a call of method M with a result of method M, as messages.ts declares.
        calls.set(id, { resolve: (result) => resolve(result as Result<M>), reject });
        to.postMessage({ method, id, params } as Request);
      });
    },
    settle(message) {
      const call = calls.get(message.id);
      calls.delete(message.id);
      if (message.type === 'response') call?.resolve(message.result);
      else call?.reject(new TrainPageError(message.code, message.message, { fatal: message.fatal }));
    },
    rejectAll(error) {
      for (const { reject } of calls.values()) reject(error);
      calls.clear();
    },
  };
}
