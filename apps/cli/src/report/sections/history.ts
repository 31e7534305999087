// "Run model" and the curves: what each epoch came to.
import { historyFigure } from '@nn101/figures';
import { microseconds } from '../../progress/microseconds.ts';
import { figure, htmlTable, section } from '../html.ts';
import type { ReportContent } from '../report-content.ts';

/** Two curves, and the table of all epochs. */
export function historySection({ epochs, record }: ReportContent): string {
  const validated = epochs.some(({ valLoss }) => valLoss !== undefined);
  const four = (value: number | undefined) => (value === undefined ? '' : value.toFixed(4));
  const rows = epochs.map((epoch) => [
    String(epoch.epoch),
    four(epoch.loss),
    four(epoch.accuracy),
    ...(validated ? [four(epoch.valLoss), four(epoch.valAccuracy)] : []),
    epoch.seconds.toFixed(1),
    microseconds(epoch.microsecondsPerSample),
  ]);
  const validation = validated ? ['validation loss', 'validation accuracy'] : [];
  const heading = ['epoch', 'loss', 'accuracy', ...validation, 'seconds', 'µs / image'];
  const { batchSize } = record.configuration;
  return section({
    id: 'training',
    heading: 'The training',
    lead:
      `Adam with learning rate 0.001, ${batchSize} images a step, categorical cross-entropy. ` +
      'Loss and accuracy of an epoch are means over its steps, while the network still learns.' +
      (validated
        ? ' Validation is on the test set, as in the notebook.'
        : ' No validation, as in the notebook.'),
    body:
      `<div class="pair">${figure(historyFigure({ epochs, metric: 'loss' }), 'middle')}` +
      `${figure(historyFigure({ epochs, metric: 'accuracy' }), 'middle')}</div>` +
      `<details><summary>All epochs</summary>${htmlTable(heading, rows)}</details>`,
  });
}
