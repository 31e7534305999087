// A log of JSON lines: https://jsonlines.org
import { checkLogOptions, type LogOptions, type TrainingLog } from './training-log.ts';

/**
 * One line per epoch, with the event unchanged; with `batches`, one per batch too. JSON cannot represent NaN and the
 * infinities; they become the strings "NaN", "Infinity" and "-Infinity".
 *
 * @example const log = jsonlLog(); for await (const event of fit(model, options)) appendFileSync(file, log(event) ?? '');
 */
export function jsonlLog(options: Omit<LogOptions, 'append'> = {}): TrainingLog<string> {
  checkLogOptions('jsonlLog', options, ['batches']);
  const { batches = false } = options;
  return (event) => {
    if (event.type !== 'epoch' && !(batches && event.type === 'batch')) return undefined;
    // Accuracy is NaN if it is not measured; it is then left out.
    const { accuracy: _, ...others } = event;
    const logged = 'accuracy' in event.metrics ? event : others;
    const text = JSON.stringify(logged, (__, value: unknown) =>
      typeof value === 'number' && !Number.isFinite(value) ? String(value) : value,
    );
    return `${text}\n`;
  };
}
