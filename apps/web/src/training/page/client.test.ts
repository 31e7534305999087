import { expect, test } from 'vitest';
import type { DownloadNews, Request, RunNews, WorkerMessage } from '../messages.ts';
import type { TrainPageError } from '../train-page-error.ts';
import { createClient, type WorkerLike } from './client.ts';

function setUp() {
  const workers: { worker: WorkerLike; received: Request[]; ended: boolean }[] = [];
  const news: (RunNews | DownloadNews)[] = [];
  const crashes: TrainPageError[] = [];
  const client = createClient({
    mirrors: ['https://course.example/data/'],
    createWorker() {
      const received: Request[] = [];
      const worker: WorkerLike = {
        postMessage: (message) => void received.push(message),
        terminate() {
          entry.ended = true;
        },
        onmessage: null,
        onerror: null,
        onmessageerror: null,
      };
      const entry = { worker, received, ended: false };
      workers.push(entry);
      return worker;
    },
    onNews: (item) => news.push(item),
    onCrash: (error) => crashes.push(error),
  });
  const say = (data: WorkerMessage, to = workers[0]) =>
    to.worker.onmessage?.(new MessageEvent('message', { data }));
  return { client, workers, news, crashes, say };
}

test('no worker before the first question; then it is told where the data are', async () => {
  const { client, workers, say } = setUp();
  expect(workers).toHaveLength(0);
  const answer = client.ask('forget', { place: 'here' });
  expect(workers[0].received).toEqual([
    { topic: 'open', id: 1, question: { mirrors: ['https://course.example/data/'] } },
    { topic: 'forget', id: 2, question: { place: 'here' } },
  ]);
  say({ type: 'reply', id: 2, answer: {} });
  expect(await answer).toEqual({});
});

test('answers find their questions in any order; a refusal keeps its code', async () => {
  const { client, say } = setUp();
  const [first, second] = [client.ask('drop', { run: 'a' }), client.ask('drop', { run: 'b' })];
  say({ type: 'refusal', id: 3, code: 'NO_RUN', message: 'gone', fatal: false });
  say({ type: 'reply', id: 2, answer: {} });
  await expect(second).rejects.toMatchObject({ code: 'NO_RUN', message: 'gone', fatal: false });
  expect(await first).toEqual({});
});

test('a crash refuses what waits, is told once, and the next question has a new worker', async () => {
  const { client, workers, crashes } = setUp();
  const lost = client.ask('drop', { run: 'a' });
  // Node has no ErrorEvent; the client reads the message alone.
  workers[0].worker.onerror?.(Object.assign(new Event('error'), { message: 'boom.' }) as ErrorEvent);
  await expect(lost).rejects.toMatchObject({ code: 'WORKER_CRASHED' });
  expect(crashes.map(({ message }) => message)).toEqual([
    'The training worker stopped unexpectedly: boom. Start it again: training goes on from the last checkpoint.',
  ]);
  expect(workers[0].ended).toBe(true);
  void client.ask('drop', { run: 'a' });
  expect(workers).toHaveLength(2);
});

test('a failure that spoils the worker ends it', () => {
  const { say, workers, client, crashes, news } = setUp();
  client.ask('drop', { run: 'a' }).catch(() => undefined);
  say({ type: 'failed', run: 'a', code: 'UNKNOWN', message: 'out of memory', fatal: true });
  expect(news).toHaveLength(1);
  expect(crashes).toHaveLength(1);
  expect(workers[0].ended).toBe(true);
});
