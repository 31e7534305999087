import { expect, test } from 'vitest';
import type { Notification, Request, WorkerMessage } from '../messages.ts';
import type { TrainPageError } from '../train-page-error.ts';
import { createClient, type WorkerLike } from './client.ts';

function setUp() {
  const workers: { worker: WorkerLike; received: Request[]; ended: boolean }[] = [];
  const notifications: Notification[] = [];
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
    onNotification: (item) => notifications.push(item),
    onCrash: (error) => crashes.push(error),
  });
  const say = (data: WorkerMessage, to = workers[0]) =>
    to.worker.onmessage?.(new MessageEvent('message', { data }));
  return { client, workers, notifications, crashes, say };
}

test('the first call starts the worker, which is first told where the data are', async () => {
  const { client, workers, say } = setUp();
  expect(workers).toHaveLength(0);
  const result = client.call('clearCheckpoint', { checkpointKey: 'here' });
  expect(workers[0].received).toEqual([
    { method: 'open', id: 1, params: { mirrors: ['https://course.example/data/'] } },
    { method: 'clearCheckpoint', id: 2, params: { checkpointKey: 'here' } },
  ]);
  say({ type: 'response', id: 2, result: {} });
  expect(await result).toEqual({});
});

test('responses are matched to calls in any order; an error keeps its code', async () => {
  const { client, say } = setUp();
  const [first, second] = [client.call('dispose', { run: 'a' }), client.call('dispose', { run: 'b' })];
  say({ type: 'error', id: 3, code: 'NO_RUN', message: 'gone', fatal: false });
  say({ type: 'response', id: 2, result: {} });
  await expect(second).rejects.toMatchObject({ code: 'NO_RUN', message: 'gone', fatal: false });
  expect(await first).toEqual({});
});

test('a crash rejects pending calls, is reported once, and the next call starts a new worker', async () => {
  const { client, workers, crashes } = setUp();
  const lost = client.call('dispose', { run: 'a' });
  // Node has no ErrorEvent; the client reads the message alone.
  workers[0].worker.onerror?.(Object.assign(new Event('error'), { message: 'boom.' }) as ErrorEvent);
  await expect(lost).rejects.toMatchObject({ code: 'WORKER_CRASHED' });
  expect(crashes.map(({ message }) => message)).toEqual([
    'The training worker stopped unexpectedly: boom. Start it again: training goes on from the last checkpoint.',
  ]);
  expect(workers[0].ended).toBe(true);
  void client.call('dispose', { run: 'a' });
  expect(workers).toHaveLength(2);
});

test('a fatal failure terminates the worker', () => {
  const { say, workers, client, crashes, notifications } = setUp();
  client.call('dispose', { run: 'a' }).catch(() => undefined);
  say({ type: 'failed', run: 'a', code: 'UNKNOWN', message: 'out of memory', fatal: true });
  expect(notifications).toHaveLength(1);
  expect(crashes).toHaveLength(1);
  expect(workers[0].ended).toBe(true);
});
