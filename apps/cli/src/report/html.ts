// Builds HTML from strings: escaping, sections, figures and tables. There is no template language.

/** Escapes text for use between tags and in double-quoted attributes. */
export function escapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
  };
  return text.replace(/[&<>"]/g, (character) => entities[character]);
}

/** A section with a heading, an introductory sentence, and its body. `body` and `lead` are HTML. */
export function section(options: { id: string; heading: string; lead?: string; body: string }): string {
  const lead = options.lead === undefined ? '' : `<p class="lead">${options.lead}</p>`;
  return `<section id="${options.id}"><h2>${escapeHtml(options.heading)}</h2>${lead}${options.body}</section>`;
}

/**
 * A figure that shrinks with the page to the minimum width at which it is readable, and scrolls below that. `svg` is
 * trusted SVG text.
 */
export function figure(svg: string, minWidth: 'narrow' | 'middle' | 'wide' = 'narrow'): string {
  return `<figure class="${minWidth}" tabindex="0">${svg}</figure>`;
}

/** A table whose cells are HTML. The class `n` aligns numbers to the right. */
export function htmlTable(
  heading: readonly string[],
  rows: readonly (readonly string[])[],
  options: { caption?: string } = {},
): string {
  const caption = options.caption === undefined ? '' : `<caption>${escapeHtml(options.caption)}</caption>`;
  const isNumber = (cell: string) => /^[\d.,−\s%]+$/.test(cell) && cell.trim() !== '';
  const numeric = heading.map((_, column) => rows.every((row) => isNumber(row[column] ?? '')));
  const cell = (tag: 'th scope="row"' | 'td', text: string, column: number) =>
    `<${tag}${numeric[column] ? ' class="n"' : ''}>${text}</${tag.slice(0, 2)}>`;
  const head = heading.map((text, i) => `<th scope="col"${numeric[i] ? ' class="n"' : ''}>${text}</th>`);
  const body = rows.map(
    (row) => `<tr>${row.map((text, i) => cell(i === 0 ? 'th scope="row"' : 'td', text, i)).join('')}</tr>`,
  );
  return (
    `<div class="table" tabindex="0"><table>${caption}<thead><tr>${head.join('')}</tr></thead>` +
    `<tbody>${body.join('')}</tbody></table></div>`
  );
}

/** 0.9662 as "96.62 %". */
export function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}

/** 60000 as "60,000". */
export function grouped(count: number): string {
  return count.toLocaleString('en');
}
