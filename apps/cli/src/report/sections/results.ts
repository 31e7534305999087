// "Evaluate model": test loss and accuracy beside the notebook's and the presentation's, and class by class.

import { formatClassificationReport } from '@nn101/train/graph';
import { counted } from '../../text/counted.ts';
import { reportOn } from '../../training/assess.ts';
import { escapeHtml, grouped, htmlTable, percent, section } from '../html.ts';
import type { ReportContent } from '../report-content.ts';

/** The comparison, and scikit-learn's classification report. */
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
    lead: `On ${counted(record.dataset.testImages, 'image')} that the network was not trained on. ${whatDiffers(content)}`,
    body: `${comparison}<p class="lead">Class by class, as scikit-learn reports it: precision (how many of those it named so are so), recall (how many of those that are so it named), their harmonic mean, and how many there are.</p><pre tabindex="0">${escapeHtml(report)}</pre>`,
  });
}

/** Figures that were reached in another way are a reminder, not a comparison. */
function whatDiffers({ record, model, dataset }: ReportContent): string {
  const { epochs } = record.configuration;
  const images = dataset.train.shape[0];
  if (record.dataset.name !== model.dataset) {
    return `The notebook and the presentation worked on ${model.dataset}, this run did not: their figures do not compare.`;
  }
  if (epochs === model.epochs && record.dataset.trainingImages === images) return '';
  return `The notebook trained on all ${grouped(images)} images for ${counted(model.epochs, 'epoch')}.`;
}
