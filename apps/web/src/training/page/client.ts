// The page's side of the conversation with the training worker: questions as promises, news to a listener, and a new
// worker where one has crashed. What is done with the news: session.svelte.ts.
import type { Answer, DownloadNews, Question, Request, RunNews, Topic, WorkerMessage } from '../messages.ts';
import { TrainPageError } from '../train-page-error.ts';
import { createOpenQuestions } from './open-questions.ts';

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

export function createClient(options: ClientOptions): TrainingClient {
  const questions = createOpenQuestions();
  let worker: WorkerLike | undefined;

  function crash(error: TrainPageError): void {
    close();
    questions.refuseAll(error);
    options.onCrash(error);
  }

  function receive(message: WorkerMessage): void {
    if (message.type === 'reply' || message.type === 'refusal') questions.settle(message);
    else options.onNews(message);
    if (message.type !== 'refusal' && message.type !== 'failed') return;
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
    void questions.put(opened, 'open', { mirrors: options.mirrors }).catch(() => undefined);
    return opened;
  }

  function close(): void {
    worker?.terminate();
    worker = undefined;
  }

  return { ask: (topic, question) => questions.put(worker ?? open(), topic, question), close };
}

function crashed(reason: string | undefined): TrainPageError {
  const because = reason ? `: ${reason.replace(/\.$/, '')}` : '';
  const message = `The training worker stopped unexpectedly${because}. Start it again: training goes on from the last checkpoint.`;
  return new TrainPageError('WORKER_CRASHED', message, { fatal: true });
}
