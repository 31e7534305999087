// Which classes are taken for which.

import { confusionMatrixFigure } from '@nn101/figures';
import { confusionMatrix } from '@nn101/train/graph';
import { counted } from '../../text/counted.ts';
import { predictionsOf } from '../../training/assess.ts';
import { escapeHtml, figure, section } from '../html.ts';
import type { ReportContent } from '../report-content.ts';

/** The confusion matrix, and its largest confusion in words. */
export function confusionSection({ dataset, probabilities }: ReportContent): string {
  const { classNames, labels } = dataset.test;
  const predictions = predictionsOf(dataset.test, probabilities);
  const matrix = confusionMatrix({ labels, predictions, classes: classNames.length });
  return section({
    id: 'confusion',
    heading: 'What is taken for what',
    lead: mostFrequent(matrix, classNames),
    body: figure(confusionMatrixFigure({ matrix, classNames }), 'middle'),
  });
}

function mostFrequent(matrix: readonly (readonly number[])[], classNames: readonly string[]): string {
  let worst = { count: 0, truth: 0, prediction: 0 };
  matrix.forEach((row, truth) => {
    row.forEach((count, prediction) => {
      if (truth !== prediction && count > worst.count) worst = { count, truth, prediction };
    });
  });
  if (worst.count === 0) return 'Every test image is classified right.';
  const name = (index: number) => `<strong>${escapeHtml(classNames[index])}</strong>`;
  return `The most frequent mistake: ${name(worst.truth)} is taken for ${name(worst.prediction)}, ${counted(worst.count, 'time')}.`;
}
