// "Make model": the layers with their shapes and parameters, and Keras' table as the notebook prints it.
import { formatSummary } from '@nn101/models/graph';
import { byteSize } from '../../text/quantities.ts';
import { escapeHtml, grouped, htmlTable, section } from '../html.ts';
import type { ReportContent } from '../report-content.ts';

/** The model's summary. */
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
