// Draws the common parts of all figures, that is background, title, subtitle, legend and the description for screen readers, and
// writes them as SVG text. Each figure supplies its own plot; the colours are in palette.ts.
import { type PlotOptions, plot as renderPlot } from '@observablehq/plot';
import { svgDocument } from '#document';
import { paper } from './palette.ts';
import { fitText, textWidth } from './text-width.ts';

/** The class of every figure's root element, for style sheets: `.nn101-figure { max-width: 100%; height: auto; }` */
export const figureClass = 'nn101-figure';

/** Height of title and subtitle or legend, which a plot must leave free at its top. */
export const headerHeight = 68;

/** Distance of title and legend from the left edge. */
export const sheetPadding = 20;

/** One entry of a legend: a line, a shape, or both, and their meaning. */
export interface LegendEntry {
  readonly text: string;
  readonly color: string;
  /** SVG path of the shape, centred on 0, 0. */
  readonly shape: string;
  /** Whether the shape is stroked, like a tick, and not filled; false by default. */
  readonly stroked?: boolean;
  /** `stroke-dasharray` of the line through the shape; '' for a solid line, undefined for none. */
  readonly dash?: string;
}

/** A figure before it is converted to text. */
export interface Sheet {
  readonly title: string;
  /** Describes the figure in one or two sentences for screen readers. */
  readonly description: string;
  readonly subtitle?: string;
  readonly legend?: readonly LegendEntry[];
  readonly plot: PlotOptions & { readonly width: number; readonly height: number };
}

type Attributes = Readonly<Record<string, string | number>>;
type Draw = (name: string, attributes: Attributes, text?: string) => Element;

/** Returns stand-alone SVG text without scripts, styles, ids or random names. Equal data give equal bytes. */
export function drawSheet({ title, description, subtitle, legend = [], plot }: Sheet): string {
  const document = svgDocument();
  const draw: Draw = (name, attributes, text = '') => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
    if (text !== '') element.append(document.createTextNode(text));
    return element;
  };
  const svg = renderPlot({ ...plot, document, className: figureClass, ariaLabel: title });
  // A style element would affect the whole page, and a strict content security policy forbids it.
  svg.querySelector('style')?.remove();
  const attributes: Attributes = {
    xmlns: 'http://www.w3.org/2000/svg',
    role: 'img',
    color: paper.ink,
    'font-family': "Helvetica, Arial, 'Liberation Sans', sans-serif",
    'font-size': 11,
  };
  for (const [key, value] of Object.entries(attributes)) svg.setAttribute(key, String(value));
  const width = plot.width - 2 * sheetPadding;
  svg.prepend(
    draw('title', {}, title),
    draw('desc', {}, description),
    draw('rect', { width: plot.width, height: plot.height, rx: 6, fill: paper.background }),
    headline(draw, { text: fitText(title, { width: width / 1.08, fontSize: 15 }), y: 30, size: 15 }),
    ...(subtitle
      ? [headline(draw, { text: fitText(subtitle, { width, fontSize: 11.5 }), y: 49, size: 11.5 })]
      : []),
    ...legendMarks(draw, { legend, start: subtitle ? textWidth(subtitle, 11.5) + 24 : 0 }),
  );
  return svgText(svg);
}

function headline(draw: Draw, { text, y, size }: { text: string; y: number; size: number }): Element {
  const style: Attributes = size > 12 ? { 'font-weight': 600 } : { fill: paper.muted };
  return draw('text', { x: sheetPadding, y, 'font-size': size, 'text-anchor': 'start', ...style }, text);
}

function legendMarks(draw: Draw, options: { legend: readonly LegendEntry[]; start: number }): Element[] {
  let x = sheetPadding + options.start;
  return options.legend.map(({ text, color, shape, stroked, dash }) => {
    const lineWidth = dash === undefined ? 10 : 30;
    const group = draw('g', { class: 'legend', transform: `translate(${x},45)` });
    if (dash !== undefined) {
      group.append(
        draw('path', { d: 'M0,0H30', stroke: color, 'stroke-width': 2, 'stroke-dasharray': dash || 'none' }),
      );
    }
    const paint: Attributes = stroked
      ? { fill: 'none', stroke: color, 'stroke-width': 1.8 }
      : { fill: color };
    group.append(draw('path', { d: shape, transform: `translate(${lineWidth / 2},0)`, ...paint }));
    group.append(
      draw(
        'text',
        { x: lineWidth + 6, y: 4, 'font-size': 11.5, 'text-anchor': 'start', fill: paper.ink },
        text,
      ),
    );
    x += lineWidth + 6 + Math.ceil(textWidth(text, 11.5)) + 22;
    return group;
  });
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

// XML 1.0 cannot represent these characters, not even escaped.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const notXml = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu;

/** Escapes text for an XML element or attribute; characters that XML does not allow become U+FFFD. */
export function escapeXml(text: string): string {
  return text.replace(notXml, '\uFFFD').replace(/[&<>"]/g, (character) => escapes[character]);
}

/**
 * Returns an SVG element as stand-alone XML text: the same bytes from linkedom and from every browser, with attributes in
 * alphabetical order. `outerHTML` would write HTML (`&nbsp;`, unescaped `<` in attributes) in varying attribute order.
 */
export function svgText(element: Element): string {
  const attributes = [...element.attributes]
    .map(({ name, value }) => ` ${name}="${escapeXml(value)}"`)
    .sort()
    .join('');
  const content = [...element.childNodes].map(nodeText).join('');
  return content === ''
    ? `<${element.localName}${attributes}/>`
    : `<${element.localName}${attributes}>${content}</${element.localName}>`;
}

function nodeText(node: Node): string {
  if (isElement(node)) return svgText(node);
  return node.nodeType === 3 ? escapeXml(node.nodeValue ?? '') : '';
}

function isElement(node: Node): node is Element {
  return node.nodeType === 1;
}
