// A log of comma-separated values, in the form of Keras' CSVLogger: a header, then one line per epoch.
import type { EpochRecord } from '../events.ts';
import { validationName } from '../metrics/monitor.ts';
import { checkLogOptions, type LogOptions, type TrainingLog } from './training-log.ts';

/**
 * The columns are epoch, loss and every metric, the same for validation with the prefix `val` (empty without validation),
 * learningRate and seconds; for a classifier epoch, loss, accuracy, valLoss, valAccuracy, learningRate, seconds. Numbers
 * have all their digits; lines end as required by RFC 4180.
 *
 * @example const log = csvLog(); for await (const event of fit(model, options)) appendFileSync(file, log(event) ?? '');
 */
export function csvLog(options: Omit<LogOptions, 'batches'> = {}): TrainingLog<string> {
  checkLogOptions('csvLog', options, ['append']);
  const { append } = options;
  return (event) => {
    if (event.type === 'start' && !(append ?? event.resumed)) return line(headings(event.metrics));
    return event.type === 'epoch' ? line(valuesOf(event)) : undefined;
  };
}

function headings(metrics: readonly string[]): string[] {
  const names = ['loss', ...metrics];
  return ['epoch', ...names, ...names.map(validationName), 'learningRate', 'seconds'];
}

function valuesOf(record: EpochRecord): (number | string)[] {
  const { epoch, loss, metrics, valLoss = '', valMetrics, learningRate, seconds } = record;
  const validation = Object.keys(metrics).map((name) => valMetrics?.[name] ?? '');
  return [epoch, loss, ...Object.values(metrics), valLoss, ...validation, learningRate, seconds];
}

/** The name of a custom metric may contain a separator. */
function line(cells: readonly (number | string)[]): string {
  const quoted = cells.map((cell) =>
    typeof cell === 'string' && /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell,
  );
  return `${quoted.join(',')}\r\n`;
}
