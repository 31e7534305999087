// How the training went: the curves, and a table of all epochs.

import { historyFigure } from '@nn101/figures';
import type { RunConfiguration } from '../../run-directory/run-record.ts';
import { microseconds, pluralize } from '../../text/quantities.ts';
import { escapeHtml, figure, htmlTable, section } from '../html.ts';
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
  return section({
    id: 'training',
    heading: 'The training',
    lead:
      `${howItLearnt(record.configuration)} Loss and accuracy of an epoch are means over its steps, while the ` +
      `network still learns. ${validationSentences[record.configuration.validation]}`,
    body:
      `<div class="pair">${figure(historyFigure({ epochs, metric: 'loss' }), 'middle')}` +
      `${figure(historyFigure({ epochs, metric: 'accuracy' }), 'middle')}</div>` +
      `<details><summary>All epochs</summary>${htmlTable(heading, rows)}</details>`,
  });
}

const validationSentences = {
  none: 'No validation, as in the notebook.',
  'test-set': 'Validation is on the test set, as in the notebook.',
  'held-out':
    'Validation is on training images that were held out; the test set was looked at once, at the end.',
} as const;

/** Optimizer, learning rate, batch size and everything else that differs from the notebook, in one sentence. */
function howItLearnt(configuration: RunConfiguration): string {
  const {
    optimizer,
    learningRate,
    schedule,
    batchSize,
    augmentation,
    labelSmoothing,
    averageDecay,
    restoreBest,
  } = configuration;
  const rate =
    schedule === 'constant'
      ? `learning rate ${learningRate}`
      : `learning rates of up to ${learningRate} (${schedule})`;
  const parts = [
    `${escapeHtml(optimizer)} with ${escapeHtml(rate)}`,
    `${pluralize(batchSize, 'image')} a step`,
    'categorical cross-entropy',
    ...(augmentation === '' ? [] : [`augmentation ${escapeHtml(augmentation)}`]),
    ...(labelSmoothing === 0 ? [] : [`label smoothing ${labelSmoothing}`]),
    ...(averageDecay === undefined ? [] : [`a moving average of the weights with decay ${averageDecay}`]),
    ...(restoreBest ? ['the weights of the best epoch'] : []),
  ];
  return `${parts.join(', ')}.`;
}
