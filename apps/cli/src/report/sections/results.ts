// What the network learned: test loss and accuracy, the report by class, the confusion matrix, and predictions.

import { gather } from '@nn101/datasets';
import { confusionMatrixFigure, predictionGridFigure } from '@nn101/figures';
import { confusionMatrix, formatClassificationReport } from '@nn101/train/graph';
import { pluralize } from '../../text/quantities.ts';
import { pickRows, predictionsOf, reportOn, worstMistakes } from '../../training/assess-run.ts';
import { escapeHtml, figure, grouped, htmlTable, percent, section } from '../html.ts';
import { chooseImages, type ReportContent } from '../report-content.ts';

/** The comparison with notebook and presentation, and scikit-learn's classification report. */
export function evaluationSection(content: ReportContent): string {
  const { record, model, dataset, probabilities } = content;
  const row = (who: string, { testLoss, testAccuracy }: { testLoss: number; testAccuracy: number }) => [
    who,
    testLoss.toFixed(4),
    percent(testAccuracy),
  ];
  const comparison = htmlTable(
    ['', 'test loss', 'test accuracy'],
    [
      row('This run', record.result),
      row('The notebook', model.notebook),
      row('The presentation', model.presentation),
    ],
  );
  const report = formatClassificationReport(reportOn(dataset.test, probabilities));
  return section({
    id: 'evaluation',
    heading: 'The evaluation',
    lead: `On ${pluralize(record.dataset.testImages, 'image')} that the network was not trained on. ${whatDiffers(content)}`,
    body: `${comparison}<p class="lead">By class, as in scikit-learn's report: precision (the share of the predictions of a class that are correct), recall (the share of the images of a class that were found), their harmonic mean, and the number of images.</p><pre tabindex="0">${escapeHtml(report)}</pre>`,
  });
}

/** Says if the other figures were obtained in a different way, and do not compare. */
function whatDiffers({ record, model, dataset }: ReportContent): string {
  const { epochs } = record.configuration;
  const images = dataset.train.shape[0];
  if (record.dataset.name !== model.dataset) {
    return `The notebook and the presentation used ${model.dataset} and this run did not, so the figures can't be compared.`;
  }
  if (epochs === model.epochs && record.dataset.trainingImages === images) return '';
  return `The notebook trained on all ${grouped(images)} images for ${pluralize(model.epochs, 'epoch')}.`;
}

/** The confusion matrix, with the most frequent confusion in words. */
export function confusionSection({ dataset, probabilities }: ReportContent): string {
  const { classNames, labels } = dataset.test;
  const predictions = predictionsOf(dataset.test, probabilities);
  const matrix = confusionMatrix({ labels, predictions, classes: classNames.length });
  return section({
    id: 'confusion',
    heading: 'Confusion',
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
  if (worst.count === 0) return 'Every test image is classified correctly.';
  const name = (index: number) => `<strong>${escapeHtml(classNames[index])}</strong>`;
  return `The most frequent mistake: ${name(worst.truth)} is mistaken for ${name(worst.prediction)}, ${pluralize(worst.count, 'time')}.`;
}

/** A grid of 5 x 3 random test images. */
export function predictionsSection(content: ReportContent): string {
  const total = content.dataset.test.shape[0];
  // A different seed than the gallery's, which shows training images at the same indices.
  const indices = chooseImages({ seed: content.record.seed + 1, count: 15, total });
  return section({
    id: 'predictions',
    heading: 'Predictions',
    lead: 'Fifteen random test images. Below each: the predicted class, its probability, and the true class. Beside each: the probabilities of all classes.',
    body: figure(gridOf(content, { indices, title: 'Predictions' }), 'wide'),
  });
}

/** A grid of the mistakes with the lowest probability for the true class. */
export function mistakesSection(content: ReportContent): string {
  const mistakes = worstMistakes(content.dataset.test, content.probabilities);
  const indices = mistakes.subarray(0, 15);
  const isDrawn = content.record.dataset.verified === 'synthetic';
  if (indices.length === 0) {
    return section({ id: 'mistakes', heading: 'The worst mistakes', body: '<p>There are none.</p>' });
  }
  return section({
    id: 'mistakes',
    heading: 'The worst mistakes',
    lead: `${mistakes.length === 1 ? 'The only mistake' : `Of ${pluralize(mistakes.length, 'mistake')}, the ${indices.length} in which the true class was thought least likely`}. A person would get some of them wrong as well${isDrawn ? '.' : '; some are mislabelled in the data set.'}`,
    body: figure(gridOf(content, { indices, title: 'The worst mistakes' }), 'wide'),
  });
}

function gridOf(content: ReportContent, choice: { indices: Uint32Array; title: string }): string {
  const { test } = content.dataset;
  const { indices, title } = choice;
  const probabilities = pickRows(content.probabilities, { indices, classes: test.classNames.length });
  return predictionGridFigure({ ...gather(test, indices), probabilities, title });
}
