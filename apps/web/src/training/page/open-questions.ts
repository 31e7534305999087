// The questions that the worker has not answered yet: each by its number, with who waits for it. Who asks: client.ts.
import type { Answer, Question, Refusal, Reply, Request, Topic } from '../messages.ts';
import { TrainPageError } from '../train-page-error.ts';

interface Waiting {
  resolve(answer: Answer<Topic>): void;
  reject(error: TrainPageError): void;
}

export interface OpenQuestions {
  /** Sends a question; the answer comes by `settle`. */
  put<T extends Topic>(
    to: { postMessage(message: Request): void },
    topic: T,
    question: Question<T>,
  ): Promise<Answer<T>>;
  /** Ends the waiting for a question; one that is not open is no matter. */
  settle(message: Reply | Refusal): void;
  refuseAll(error: TrainPageError): void;
}

export function createOpenQuestions(): OpenQuestions {
  const open = new Map<number, Waiting>();
  let lastId = 0;
  return {
    put<T extends Topic>(
      to: { postMessage(message: Request): void },
      topic: T,
      question: Question<T>,
    ): Promise<Answer<T>> {
      const id = ++lastId;
      return new Promise<Answer<T>>((resolve, reject) => {
        // The worker answers a question of topic T with an answer of topic T: messages.ts promises it.
        open.set(id, { resolve: (answer) => resolve(answer as Answer<T>), reject });
        to.postMessage({ topic, id, question } as Request);
      });
    },
    settle(message) {
      const waiting = open.get(message.id);
      open.delete(message.id);
      if (message.type === 'reply') waiting?.resolve(message.answer);
      else waiting?.reject(new TrainPageError(message.code, message.message, { fatal: message.fatal }));
    },
    refuseAll(error) {
      for (const { reject } of open.values()) reject(error);
      open.clear();
    },
  };
}
