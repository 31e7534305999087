// "Display data": random test images with all their probabilities, and the mistakes made with most conviction.

import { gather } from '@nn101/datasets';
import { predictionGridFigure } from '@nn101/figures';
import { counted } from '../../text/counted.ts';
import { pickRows, worstMistakes } from '../../training/assess.ts';
import { chooseImages } from '../choose-images.ts';
import { figure, section } from '../html.ts';
import type { ReportContent } from '../report-content.ts';

/** A grid of 5 x 3 random test images. */
export function predictionsSection(content: ReportContent): string {
  const total = content.dataset.test.shape[0];
  // Another draw than the gallery's, which shows training images at the same positions.
  const indices = chooseImages({ seed: content.record.seed + 1, count: 15, total });
  return section({
    id: 'predictions',
    heading: 'Predictions',
    lead: 'Fifteen test images at random. Under each: the predicted class, its probability, and the true class. Beside each: the probabilities of all classes.',
    body: figure(gridOf(content, { indices, title: 'Predictions' }), 'wide'),
  });
}

/** A grid of the mistakes whose true class was given the least probability. */
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
    lead: `${mistakes.length === 1 ? 'The only mistake' : `Of ${counted(mistakes.length, 'mistake')}, the ${indices.length} in which the true class was thought least likely`}. Some of them a person would get wrong as well${isDrawn ? '.' : '; some are labelled wrongly in the data set.'}`,
    body: figure(gridOf(content, { indices, title: 'The worst mistakes' }), 'wide'),
  });
}

function gridOf(content: ReportContent, choice: { indices: Uint32Array; title: string }): string {
  const { test } = content.dataset;
  const { indices, title } = choice;
  const probabilities = pickRows(content.probabilities, { indices, classes: test.classNames.length });
  return predictionGridFigure({ ...gather(test, indices), probabilities, title });
}
