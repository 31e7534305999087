// Estimates the width of text without a browser, from the widths of Helvetica, which Arial and Liberation Sans share. sheet.ts
// requests these fonts, so that the estimate is valid where figures are shown.

const narrow = /[ !'(),./:;[\]`fijlrtI|\\-]/;
const wide = /[mwMW%@—…]/;
const capital = /[A-Z&~+<=>]/;
const latin = /[ -\u024F]/;

/** Estimates the width in pixels of one line of text in regular weight; bold text is about a tenth wider. */
export function textWidth(text: string, fontSize: number): number {
  let ems = 0;
  for (const character of text) {
    if (narrow.test(character)) ems += 0.32;
    else if (wide.test(character)) ems += 0.95;
    else if (capital.test(character)) ems += 0.7;
    else ems += latin.test(character) ? 0.56 : 1;
  }
  return ems * fontSize;
}

/** Returns the text in one line, shortened with an ellipsis if it is wider than `width` pixels. */
export function fitText(text: string, { width, fontSize }: { width: number; fontSize: number }): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (textWidth(line, fontSize) <= width) return line;
  const characters = [...line];
  while (characters.length > 1 && textWidth(`${characters.join('')}…`, fontSize) > width) characters.pop();
  return `${characters.join('').trimEnd()}…`;
}
