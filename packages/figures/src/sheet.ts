// The sheet every figure is drawn on: white paper, title, subtitle, legend, what screen readers say, SVG text.
// What is drawn on it, the plot, is the figure's own business; the paper and its colours are in `palette.ts`.

import { type PlotOptions, plot as renderPlot } from '@observablehq/plot';
import { svgDocument } from '#document';
import { paper } from './palette.ts';
import { svgText } from './svg-text.ts';
import { fitText, textWidth } from './text-width.ts';

/** The class of every figure's root, for a page's style sheet: `.nn101-figure { max-width: 100%; height: auto; }` */
export const figureClass = 'nn101-figure';

/** Height of title and subtitle or legend: a plot leaves at least this much free at its top. */
export const headerHeight = 68;

/** Distance of title and legend from the left edge. */
export const sheetPadding = 20;

/** One entry of a legend: a line, a shape, or both, and what they stand for. */
export interface LegendEntry {
  readonly text: string;
  readonly color: string;
  /** SVG path of the shape, centred on 0, 0. */
  readonly shape: string;
  /** True where the shape is a stroke, as a tick is; false by default, for a filled one. */
  readonly stroked?: boolean;
  /** `stroke-dasharray` of the line through the shape; no line where it is missing, '' for a solid one. */
  readonly dash?: string;
}

/** A figure before it is text. */
export interface Sheet {
  readonly title: string;
  /** What the figure shows, in a sentence or two, for those who do not see it. */
  readonly description: string;
  readonly subtitle?: string;
  readonly legend?: readonly LegendEntry[];
  readonly plot: PlotOptions & { readonly width: number; readonly height: number };
}

type Attributes = Readonly<Record<string, string | number>>;
type Draw = (name: string, attributes: Attributes, text?: string) => Element;

/** Stand-alone SVG text of a figure: no scripts, styles, ids or random names; equal data give equal bytes. */
export function drawSheet({ title, description, subtitle, legend = [], plot }: Sheet): string {
  const document = svgDocument();
  const draw: Draw = (name, attributes, text = '') => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
    if (text !== '') element.append(document.createTextNode(text));
    return element;
  };
  const svg = renderPlot({ ...plot, document, className: figureClass, ariaLabel: title });
  // A style element would reach the whole page, and a strict content security policy forbids it.
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
