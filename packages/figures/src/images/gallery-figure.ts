// The gallery: a grid of images with their class names, as in the notebooks. It shows the first images of the batch; the caller
// may shuffle them.

import { image, text } from '@observablehq/plot';
import { check, checkTitle } from '../check.ts';
import { drawSheet, headerHeight, sheetPadding } from '../drawing/sheet.ts';
import { fitText } from '../drawing/text-width.ts';
import { checkImages, type ImageBatch, imageDataUrl } from './images.ts';
import { checkLabels, type Labels } from './labels.ts';
import { drawnSize, shownCount } from './layout.ts';

/** Images with labels, and the number of rows and columns. */
export interface GalleryOptions extends ImageBatch {
  /** One per image, each the index of its class in `classNames`. */
  readonly labels: Labels;
  readonly classNames: readonly string[];
  /** Whole number from 1; 3 by default. */
  readonly rows?: number;
  /** Whole number from 1; 5 by default. */
  readonly columns?: number;
  /** Heading of the figure; 'Examples' by default. */
  readonly title?: string;
}

const galleryOptions: readonly (keyof GalleryOptions)[] = [
  'images',
  'shape',
  'labels',
  'classNames',
  'rows',
  'columns',
  'title',
];

const imageSide = 96;
const gap = 20;
const nameHeight = 28;
const nameSize = 12;

/**
 * Draws the first `rows * columns` images, or fewer if the batch is smaller, row by row, each above its class name.
 *
 * @returns stand-alone SVG text; images are embedded as PNG.
 * @throws {FiguresError} `INVALID_ARGUMENT`, `IMAGE_SHAPE`, `LABEL_COUNT`, `LABEL_RANGE`, `LAYOUT`; `NO_DATA` for an empty batch.
 */
export function galleryFigure(options: GalleryOptions): string {
  check.options('galleryFigure', options, galleryOptions);
  const { images, shape, labels, classNames, rows = 3, columns = 5, title = 'Examples' } = options;
  checkTitle(title);
  checkImages({ images, shape });
  checkLabels({ labels, count: shape[0], classNames });
  const count = shownCount({ rows, columns, count: shape[0] });
  const size = drawnSize(shape, imageSide);
  const cell = { width: imageSide + gap, height: size.height + nameHeight };
  const shownColumns = Math.min(columns, count);
  const cells = Array.from({ length: count }, (_, index) => ({
    x: sheetPadding + (index % columns) * cell.width + imageSide / 2,
    y: headerHeight + Math.floor(index / columns) * cell.height + size.height / 2,
    src: imageDataUrl({ images, shape, index }),
    name: classNames[labels[index]],
  }));
  const shownNames = cells.map(({ name }) => fitText(name, { width: cell.width - 6, fontSize: nameSize }));
  return drawSheet({
    title,
    subtitle: `${count} images, each over the name of its class`,
    description: `${count} images in ${Math.ceil(count / columns)} rows: ${cells.map(({ name }) => name).join(', ')}.`,
    plot: {
      width: Math.max(2 * sheetPadding + shownColumns * cell.width - gap, 320),
      height: headerHeight + Math.ceil(count / columns) * cell.height + 8,
      x: { type: 'identity', axis: null },
      y: { type: 'identity', axis: null },
      marks: [
        image(cells, { x: 'x', y: 'y', src: 'src', ...size, imageRendering: 'pixelated' }),
        text(cells, {
          x: 'x',
          y: ({ y }) => y + size.height / 2 + 13,
          text: (_, i) => shownNames[i],
          title: 'name',
          fontSize: nameSize,
          className: 'nn101-names',
        }),
      ],
    },
  });
}
