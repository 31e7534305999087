// A log of comma-separated values, as Keras' CSVLogger writes: a heading, then one line for each epoch.
import type { EpochRecord } from '../events.ts';
import { checkLogOptions, type LogOptions, type TrainingLog } from './training-log.ts';

const columns = [
  'epoch',
  'loss',
  'accuracy',
  'valLoss',
  'valAccuracy',
  'learningRate',
  'seconds',
] as const satisfies (keyof EpochRecord)[];

/**
 * The columns are epoch, loss, accuracy, valLoss, valAccuracy (both empty without validation), learningRate and seconds. Numbers have
 * all their digits; lines end as RFC 4180 asks.
 *
 * @example const log = csvLog(); for await (const event of fit(model, options)) appendFileSync(file, log(event) ?? '');
 */
export function csvLog(options: Omit<LogOptions, 'batches'> = {}): TrainingLog<string> {
  checkLogOptions('csvLog', options, ['append']);
  const { append } = options;
  return (event) => {
    if (event.type === 'start' && !(append ?? event.resumed)) return `${columns.join(',')}\r\n`;
    if (event.type !== 'epoch') return undefined;
    return `${columns.map((column) => event[column] ?? '').join(',')}\r\n`;
  };
}
