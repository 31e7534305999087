// Where the parts of a confusion matrix go: cells, class names (level or slanted), axis names.
// Only arithmetic on sizes; what is drawn there is in `confusion-matrix-figure.ts`.

import { headerHeight, sheetPadding } from './sheet.ts';
import { fitText, textWidth } from './text-width.ts';

/** All positions and sizes in pixels of the figure. */
export interface ConfusionLayout {
  readonly width: number;
  readonly height: number;
  /** Top left corner of the first cell. */
  readonly left: number;
  readonly top: number;
  /** Side of a cell. */
  readonly cell: number;
  /** Font size of the counts; 0 where the cells are too small to hold them. */
  readonly countSize: number;
  readonly nameSize: number;
  /** Class names, shortened to the room there is. */
  readonly names: readonly string[];
  /** True where the names under the columns would touch, and are turned by 45 degrees. */
  readonly slanted: boolean;
  /** Room the names under the columns take. */
  readonly nameHeight: number;
}

const matrixSide = 480;
const longestName = 120;
const fullNameSize = 12;
const axisName = 22;
const leastWidth = 540;
const leastCountSize = 6;

/** Lays a matrix out for these class names and its largest count. */
export function confusionLayout(classNames: readonly string[], largest: number): ConfusionLayout {
  const classes = classNames.length;
  const cell = Math.min(Math.max(Math.floor(matrixSide / classes), 11), 72);
  const slanted = classNames.some((name) => textWidth(name, fullNameSize) > cell - 8);
  // Slanted lines lie closer together than their columns: by the cosine of 45 degrees.
  const nameSize = Math.min(fullNameSize, cell * (slanted ? 0.7 : 0.8));
  const names = classNames.map((name) => fitText(name, { width: longestName, fontSize: nameSize }));
  const nameWidth = Math.ceil(Math.max(...names.map((name) => textWidth(name, nameSize))));
  const nameHeight = slanted ? Math.ceil(nameWidth * Math.SQRT1_2 + nameSize) : nameSize + 6;
  const countSize = Math.min(13, Math.floor((cell - 5) / textWidth(String(largest), 1)));
  const left = sheetPadding + axisName + nameWidth + 8;
  const width = Math.max(left + classes * cell + sheetPadding, leastWidth);
  return {
    width,
    height: headerHeight + classes * cell + nameHeight + axisName + sheetPadding,
    left,
    top: headerHeight,
    cell,
    countSize: countSize >= leastCountSize ? countSize : 0,
    nameSize,
    names,
    slanted,
    nameHeight,
  };
}
