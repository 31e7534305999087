import { expect, test } from 'vitest';
import { runEvents } from '../testing/run-events.ts';
import { jsonlLog } from './jsonl-log.ts';

test('writes one line of JSON per epoch, with all digits', () => {
  const log = jsonlLog();
  const text = runEvents.map((event) => log(event) ?? '').join('');
  expect(text).toBe(
    '{"type":"epoch","epoch":1,"loss":0.30000000000000004,"accuracy":0.5,"metrics":{"accuracy":0.5},"learningRate":0.001,"seconds":2,"microsecondsPerSample":20,' +
      '"valMetrics":{"accuracy":0.25},"valLoss":"Infinity","valAccuracy":0.25}\n' +
      '{"type":"epoch","epoch":2,"loss":0.25,"accuracy":0.5,"metrics":{"accuracy":0.5},"learningRate":0.001,"seconds":2,"microsecondsPerSample":20}\n',
  );
});

test('includes batches on request', () => {
  const log = jsonlLog({ batches: true });
  const types = runEvents.flatMap((event) => log(event) ?? []).map((line) => JSON.parse(line).type);
  expect(types).toEqual(['batch', 'epoch', 'batch', 'epoch']);
});
