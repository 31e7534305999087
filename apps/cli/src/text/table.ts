// Text in aligned columns.

/** Pads each column to its widest cell. Numbers are aligned to the right, words to the left. */
export function table(rows: readonly (readonly (string | number)[])[]): string {
  const text = (cell: string | number) => (typeof cell === 'number' ? cell.toLocaleString('en') : cell);
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => text(row[column]).length)));
  // A heading is aligned like the cells of its column.
  const isNumeric = (column: number) => rows.slice(1).some((row) => typeof row[column] === 'number');
  const pad = (cell: string | number, column: number) =>
    isNumeric(column) ? text(cell).padStart(widths[column]) : text(cell).padEnd(widths[column]);
  return rows.map((row) => row.map(pad).join('  ').trimEnd()).join('\n');
}
