// Prints a summary exactly as Keras does (TensorFlow 2.0, the version of the notebooks), including trailing spaces.
// The summary itself comes from summarize.ts or summarize-network.ts.
import { check } from '../check.ts';
import type { ModelSummary } from './model-summary.ts';

const lineLength = 65;

/** End of each column: 45 %, 85 % and 100 % of the line. */
const columnEnds = [29, 55, 65] as const;

/**
 * Returns the table that Keras prints for a Sequential model: layer, output shape with None for the batch, parameters, and
 * totals. Text that is too wide for its column is cut off, as in Keras. There is no trailing line break.
 *
 * @throws ModelError `INVALID_ARGUMENT` for anything but a summary
 */
export function formatSummary(summary: ModelSummary): string {
  checkSummary(summary);
  const rule = '_'.repeat(lineLength);
  const doubleRule = '='.repeat(lineLength);
  const rows = summary.rows.map(({ name, type, outputShape, parameters }) =>
    formatRow([`${name} (${type})`, formatShape(outputShape), String(parameters)]),
  );
  return [
    `Model: "${summary.name}"`,
    rule,
    formatRow(['Layer (type)', 'Output Shape', 'Param #']),
    doubleRule,
    ...rows.flatMap((row, i) => (i === 0 ? [row] : [rule, row])),
    doubleRule,
    `Total params: ${withThousands(summary.parameters)}`,
    `Trainable params: ${withThousands(summary.trainableParameters)}`,
    `Non-trainable params: ${withThousands(summary.nonTrainableParameters)}`,
    rule,
  ].join('\n');
}

function checkSummary(summary: unknown): asserts summary is ModelSummary {
  check.record('summary', summary, 'as summarize() returns');
  check.text('summary.name', summary.name);
  check.list('summary.rows', summary.rows);
  for (const [i, row] of summary.rows.entries()) checkRow(`summary.rows[${i}]`, row);
  for (const count of ['parameters', 'trainableParameters', 'nonTrainableParameters']) {
    check.wholeNumber(`summary.${count}`, summary[count], { min: 0 });
  }
}

function checkRow(name: string, row: unknown): void {
  check.record(name, row, '{ name, type, outputShape, parameters }');
  check.text(`${name}.name`, row.name);
  check.text(`${name}.type`, row.type);
  check.list(`${name}.outputShape`, row.outputShape);
  for (const [i, size] of row.outputShape.entries()) {
    if (size !== null) check.wholeNumber(`${name}.outputShape[${i}]`, size, { min: 0 });
  }
  check.wholeNumber(`${name}.parameters`, row.parameters, { min: 0 });
}

function formatRow(fields: readonly string[]): string {
  let line = '';
  fields.forEach((field, i) => {
    // A field starts where the previous column ends; the last character of a column is always a space.
    const start = i === 0 ? '' : `${line.slice(0, -1)} `;
    line = (start + field).slice(0, columnEnds[i]).padEnd(columnEnds[i]);
  });
  return line;
}

/** Formats a shape as Python prints a tuple: a single dimension keeps its comma. */
function formatShape(shape: readonly (number | null)[]): string {
  const inner = shape.map((dimension) => (dimension === null ? 'None' : String(dimension))).join(', ');
  return shape.length === 1 ? `(${inner},)` : `(${inner})`;
}

function withThousands(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
