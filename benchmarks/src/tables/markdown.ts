// Tables as Markdown, and texts between markers: what turns results into documentation.
import { BenchmarkError } from '../benchmark-error.ts';

/** A Markdown table. The first row is the heading; the first column stands to the left, the others to the right. */
export function markdownTable(rows: readonly (readonly string[])[]): string {
  const [heading, ...body] = rows;
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  const rule = `| ${heading.map((_, column) => (column === 0 ? '---' : '---:')).join(' | ')} |`;
  return [line(heading), rule, ...body.map(line)].join('\n');
}

/**
 * The text with what stands between `<!-- begin NAME -->` and `<!-- end NAME -->` replaced by `content`.
 *
 * @throws BenchmarkError MARKERS_MISSING unless there is exactly one such pair
 */
export function replaceBetweenMarkers(
  text: string,
  { name, content }: { readonly name: string; readonly content: string },
): string {
  const [begin, end] = [`<!-- begin ${name} -->`, `<!-- end ${name} -->`];
  const [before, rest, ...more] = text.split(begin);
  const at = rest?.indexOf(end) ?? -1;
  if (at < 0 || more.length > 0) {
    throw new BenchmarkError(
      'MARKERS_MISSING',
      `The table "${name}" has no place: expected one "${begin}" with "${end}" after it.`,
    );
  }
  return `${before}${begin}\n\n${content.trim()}\n\n${rest.slice(at)}`;
}

/** A number as a person reads it: three digits, or all that stand before the point. */
export function figure(value: number): string {
  if (value >= 99.5) return Math.round(value).toLocaleString('en');
  return Number(value.toPrecision(3)).toString();
}
