import { expect, test } from 'vitest';
import { runEvents } from '../testing/run-events.ts';
import { csvLog } from './csv-log.ts';

const heading = 'epoch,loss,accuracy,valLoss,valAccuracy,learningRate,seconds\r\n';
const rows = '1,0.30000000000000004,0.5,Infinity,0.25,0.001,2\r\n2,0.25,0.5,,,0.001,2\r\n';

test('a heading, then one line for each epoch; what was not measured is empty', () => {
  const log = csvLog();
  const text = runEvents.map((event) => log(event) ?? '').join('');
  expect(text).toBe(heading + rows);
});

test('no second heading in a file that goes on', () => {
  const log = csvLog({ append: true });
  expect(runEvents.map((event) => log(event) ?? '').join('')).toBe(rows);
  const resumed = { ...runEvents[0], resumed: { epoch: 2, step: 1 } };
  expect([csvLog()(resumed), csvLog({ append: false })(resumed)?.length]).toEqual([
    undefined,
    heading.length,
  ]);
});
