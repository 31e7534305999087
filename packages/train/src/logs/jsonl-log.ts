// A log of JSON lines: https://jsonlines.org
import { checkLogOptions, type LogOptions, type TrainingLog } from './training-log.ts';

/**
 * One line for each epoch, the event as it is; with `batches`, one for each batch too. NaN and the infinities, for which
 * JSON has no words, are texts: "NaN", "Infinity", "-Infinity".
 *
 * @example const log = jsonlLog(); for await (const event of fit(model, options)) appendFileSync(file, log(event) ?? '');
 */
export function jsonlLog(options: Omit<LogOptions, 'append'> = {}): TrainingLog<string> {
  checkLogOptions('jsonlLog', options, ['batches']);
  const { batches = false } = options;
  return (event) => {
    if (event.type !== 'epoch' && !(batches && event.type === 'batch')) return undefined;
    // Accuracy that was not measured is none of what happened.
    const { accuracy: _, ...others } = event;
    const said = 'accuracy' in event.metrics ? event : others;
    const text = JSON.stringify(said, (__, value: unknown) =>
      typeof value === 'number' && !Number.isFinite(value) ? String(value) : value,
    );
    return `${text}\n`;
  };
}
