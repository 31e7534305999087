import { expect, test } from 'vitest';
import type { TrainingEvent } from '../events.ts';
import { runEvents } from '../testing/run-events.ts';
import { csvLog } from './csv-log.ts';

const heading = 'epoch,loss,accuracy,valLoss,valAccuracy,learningRate,seconds\r\n';
const rows = '1,0.30000000000000004,0.5,Infinity,0.25,0.001,2\r\n2,0.25,0.5,,,0.001,2\r\n';

test('writes a header, then one line per epoch; what was not measured is empty', () => {
  const log = csvLog();
  const text = runEvents.map((event) => log(event) ?? '').join('');
  expect(text).toBe(heading + rows);
});

test('has a column for each metric of the run', () => {
  const log = csvLog();
  const metrics = { meanAbsoluteError: 1, 'own, "of mine"': 2 };
  const start = { ...runEvents[0], metrics: Object.keys(metrics) } as TrainingEvent;
  const epoch = {
    ...runEvents[2],
    metrics,
    valMetrics: { ...metrics, meanAbsoluteError: 3 },
  } as TrainingEvent;
  expect([start, epoch].map(log)).toEqual([
    'epoch,loss,meanAbsoluteError,"own, ""of mine""",valLoss,valMeanAbsoluteError,"valOwn, ""of mine""",learningRate,seconds\r\n',
    '1,0.30000000000000004,1,2,Infinity,3,2,0.001,2\r\n',
  ]);
});

test('writes no second header when it continues a file', () => {
  const log = csvLog({ append: true });
  expect(runEvents.map((event) => log(event) ?? '').join('')).toBe(rows);
  const resumed = { ...runEvents[0], resumed: { epoch: 2, step: 1 } };
  expect([csvLog()(resumed), csvLog({ append: false })(resumed)?.length]).toEqual([
    undefined,
    heading.length,
  ]);
});
