// The head of the report: what was trained, the main results, and what to know before trusting them.

import { duration, microseconds, pluralize } from '../../text/quantities.ts';
import { escapeHtml, grouped, percent } from '../html.ts';
import type { ReportContent } from '../report-content.ts';

const contents = [
  ['data', 'Data'],
  ['model', 'Model'],
  ['training', 'Training'],
  ['evaluation', 'Evaluation'],
  ['confusion', 'Confusion'],
  ['predictions', 'Predictions'],
  ['mistakes', 'Worst mistakes'],
  ['provenance', 'Provenance'],
] as const;

/** The page's header. */
export function overview({ record, model, epochs }: ReportContent): string {
  const { result, dataset, configuration } = record;
  const numbers: [string, string][] = [
    ['Test accuracy', percent(result.testAccuracy)],
    ['Test loss', result.testLoss.toFixed(4)],
    ['Parameters', grouped(result.parameters)],
    ['Trained in', duration(result.seconds)],
    ['Per image', `${microseconds(result.microsecondsPerSample)} µs`],
  ];
  const tiles = numbers.map(([name, value]) => `<div><dt>${name}</dt><dd>${value}</dd></div>`);
  const links = contents.map(([id, name]) => `<a href="#${id}">${name}</a>`);
  return (
    `<header><p class="eyebrow">${escapeHtml(model.title)}</p>` +
    `<h1>${escapeHtml(model.name)} on ${escapeHtml(dataset.title)}</h1>` +
    `<dl class="numbers">${tiles.join('')}</dl>` +
    `<p class="lead">${theReality(record.result.testAccuracy, dataset.testImages)} ` +
    `Trained on ${pluralize(dataset.trainingImages, 'image')} for ${pluralize(epochs.length, 'epoch')}, with the ${configuration.recipe} recipe and seed ${record.seed}.</p>` +
    warnings(record) +
    `<nav aria-label="Contents">${links.join('')}</nav></header>`
  );
}

/** The presentation's point: even a high accuracy leaves wrong answers. */
function theReality(accuracy: number, images: number): string {
  const wrong = Math.round((1 - accuracy) * images);
  return `Of ${pluralize(images, 'test image')}, ${grouped(wrong)} ${wrong === 1 ? 'is' : 'are'} misclassified: ${((100 * wrong) / images).toFixed(1)} in 100.`;
}

function warnings({ dataset, configuration }: ReportContent['record']): string {
  const notes: string[] = [];
  if (dataset.verified === 'synthetic') {
    notes.push(
      '<strong>Made on synthetic digits</strong>, drawn by the program itself, not on a published data set: ' +
        "its figures don't compare with the notebook's.",
    );
  }
  if (dataset.verified === 'mirror') {
    notes.push(
      "<strong>Made on a mirror's files</strong> that differ from the published ones; " +
        'the mirror was trusted explicitly. Where images were stored as JPEG in between, accuracies are slightly lower.',
    );
  }
  if (configuration.validation === 'test-set') {
    notes.push(
      'As in the notebook, the test set was also the validation set after each epoch. ' +
        (configuration.restoreBest
          ? '<strong>The best epoch was chosen with it</strong>, which makes the result look better than it is.'
          : 'Nothing was chosen with it here; choosing an epoch with it would make the result look better than it is.'),
    );
  }
  if (notes.length === 0) return '';
  return `<div class="note" role="note">${notes.map((note) => `<p>${note}</p>`).join('')}</div>`;
}
