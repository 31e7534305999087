// The page's side of the conversation with the training worker: questions as promises, news to a listener, and a new
// worker where one has crashed. What is done with the news: session.svelte.ts.
import type { Answer, DownloadNews, Question, Request, RunNews, Topic, WorkerMessage } from './messages.ts';
import { TrainPageError } from './train-page-error.ts';

/** What the client needs of a worker; a test gives another one. */
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
  readonly onNews: (news: RunNews | DownloadNews) => void;
  /** The worker is gone, with all it held. The next question starts a new one. */
  readonly onCrash: (error: TrainPageError) => void;
}

export interface TrainingClient {
  /** @throws TrainPageError with the code and the words of what went wrong in the worker */
  ask<T extends Topic>(topic: T, question: Question<T>): Promise<Answer<T>>;
  /** Ends the worker, and with it every run and network. */
  close(): void;
}

interface Waiting {
  resolve(answer: Answer<Topic>): void;
  reject(error: TrainPageError): void;
}

export function createClient(options: ClientOptions): TrainingClient {
  const waiting = new Map<number, Waiting>();
  let worker: WorkerLike | undefined;
  let lastId = 0;

  function crash(error: TrainPageError): void {
    close();
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
    options.onCrash(error);
  }

  function receive(message: WorkerMessage): void {
    if (message.type === 'reply') {
      waiting.get(message.id)?.resolve(message.answer);
      waiting.delete(message.id);
    } else if (message.type === 'refusal') {
      const { code, message: words, fatal } = message;
      const error = new TrainPageError(code, words, { fatal });
      waiting.get(message.id)?.reject(error);
      waiting.delete(message.id);
      if (fatal) crash(error);
    } else {
      options.onNews(message);
      if (message.type === 'failed' && message.fatal) {
        crash(new TrainPageError(message.code, message.message, { fatal: true }));
      }
    }
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
    void post(opened, 'open', { mirrors: options.mirrors }).catch(() => undefined);
    return opened;
  }

  function post<T extends Topic>(to: WorkerLike, topic: T, question: Question<T>): Promise<Answer<T>> {
    const id = ++lastId;
    return new Promise<Answer<T>>((resolve, reject) => {
      // The worker answers a question of topic T with an answer of topic T: messages.ts promises it.
      waiting.set(id, { resolve: (answer) => resolve(answer as Answer<T>), reject });
      to.postMessage({ topic, id, question } as Request);
    });
  }

  function close(): void {
    worker?.terminate();
    worker = undefined;
  }

  return { ask: (topic, question) => post(worker ?? open(), topic, question), close };
}

function crashed(reason: string | undefined): TrainPageError {
  const because = reason ? `: ${reason.replace(/\.$/, '')}` : '';
  const message = `The training worker stopped unexpectedly${because}. Start it again: training goes on from the last checkpoint.`;
  return new TrainPageError('WORKER_CRASHED', message, { fatal: true });
}
