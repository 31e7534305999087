// What was trained on what: a gallery of the data, and the model's layers with their shapes and parameters.
import { gather } from '@nn101/datasets';
import { galleryFigure } from '@nn101/figures';
import { formatSummary } from '@nn101/models/graph';
import { byteSize } from '../../text/quantities.ts';
import { escapeHtml, figure, grouped, htmlTable, section } from '../html.ts';
import { chooseImages, type ReportContent } from '../report-content.ts';

/** A gallery of 3 x 5 random training images. */
export function dataSection({ dataset, record }: ReportContent): string {
  const [count, height, width, channels] = dataset.train.shape;
  const indices = chooseImages({ seed: record.seed, count: 15, total: count });
  const shown = gather(dataset.train, indices);
  return section({
    id: 'data',
    heading: 'The data',
    lead:
      `${escapeHtml(dataset.title)}: ${grouped(count)} training and ${grouped(dataset.test.shape[0])} test images ` +
      `of ${height} × ${width} pixels, ${channels === 1 ? 'grey' : 'in colour'}, in ${dataset.train.classNames.length} classes. ` +
      'Fifteen random training images:',
    body: figure(galleryFigure({ ...shown, title: 'Training images' })),
  });
}

/** The model's layers, and Keras' summary table as the notebook prints it. */
export function modelSection({ summary }: ReportContent): string {
  const rows = summary.rows.map((row) => [
    escapeHtml(row.name),
    escapeHtml(row.type),
    row.outputShape.slice(1).join(' × '),
    grouped(row.parameters),
    grouped(row.multiplyAdds),
  ]);
  return section({
    id: 'model',
    heading: 'The model',
    lead:
      `${grouped(summary.parameters)} parameters; one image takes ${grouped(summary.multiplyAdds)} multiply-adds ` +
      `and ${byteSize(summary.activationBytes)} of activations.`,
    body:
      htmlTable(['layer', 'type', 'output shape', 'parameters', 'multiply-adds'], rows) +
      `<details><summary>As Keras prints it</summary><pre tabindex="0">${escapeHtml(formatSummary(summary))}</pre></details>`,
  });
}
