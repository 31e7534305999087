// A log for TensorBoard. The records of the file: event-record.ts.
import { type Scalar, scalarsRecord, versionRecord } from './event-record.ts';
import { checkLogOptions, type LogOptions, type TrainingLog } from './training-log.ts';

/**
 * The bytes of an event file. Its name must contain `tfevents`, as in `events.out.tfevents.1700000000`, and each run needs
 * a directory of its own. Epochs are scalars `epoch_loss`, `epoch_accuracy`, `epoch_learning_rate`, `epoch_val_loss` and
 * `epoch_val_accuracy`, as in Keras, by number of the epoch, and so are other metrics: `epoch_mean_absolute_error`. With
 * `batches` there are `batch_loss` and `batch_accuracy` by number of the step in the run.
 *
 * @param options.now the wall clock in milliseconds; `Date.now` by default
 */
export function tensorBoardLog(
  options: LogOptions & { readonly now?: () => number } = {},
): TrainingLog<Uint8Array> {
  checkLogOptions('tensorBoardLog', options, ['batches', 'append', 'now']);
  const { batches = false, append, now = Date.now } = options;
  return (event) => {
    const seconds = now() / 1000;
    if (event.type === 'start' && !(append ?? event.resumed)) return versionRecord(seconds);
    if (event.type === 'epoch') {
      const { epoch, loss, metrics, learningRate, valLoss, valMetrics = {} } = event;
      const scalars: Scalar[] = [
        ['epoch_loss', loss],
        ...tagged('epoch', metrics),
        ['epoch_learning_rate', learningRate],
      ];
      if (valLoss !== undefined) scalars.push(['epoch_val_loss', valLoss]);
      scalars.push(...tagged('epoch_val', valMetrics));
      return scalarsRecord({ seconds, step: epoch, scalars });
    }
    if (event.type !== 'batch' || !batches) return undefined;
    const step = (event.epoch - 1) * event.steps + event.step;
    const scalars: Scalar[] = [['batch_loss', event.loss], ...tagged('batch', event.metrics)];
    return scalarsRecord({ seconds, step, scalars });
  };
}

/** Keras' tags have underscores. */
function tagged(prefix: string, metrics: Readonly<Record<string, number>>): Scalar[] {
  return Object.entries(metrics).map(([name, value]) => [
    `${prefix}_${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`,
    value,
  ]);
}
