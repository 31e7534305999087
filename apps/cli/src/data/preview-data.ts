// `nn101 datasets preview`: shows training images and augmented variants of each, as text or as an SVG file.
import { type Split, syntheticDigits } from '@nn101/datasets';
import { galleryFigure } from '@nn101/figures';
import { type Augmentation, type Images, parseAugmentation, previewAugmentation } from '@nn101/train/graph';
import { oneOf } from '../command-line/option-values.ts';
import { writeFileAtomic } from '../run-directory/write-file-atomic.ts';
import { type Output, type Terminal, writeEvent, writeLine } from '../terminal/terminal.ts';
import { halfBlocks } from '../text/half-blocks.ts';
import { centred, galleryText, rasterOf, sideBySide } from '../text/image-grids.ts';
import { type CourseDataName, courseDataNames, loadCourseData } from './course-data.ts';

/** The options of `nn101 datasets preview`. */
export interface PreviewOptions {
  readonly augment: string;
  readonly images: number;
  readonly variants: number;
  readonly seed: number;
  readonly out?: string;
  readonly offline?: boolean;
  readonly json?: boolean;
}

/**
 * Shows the preview; without an augmentation, the images alone. Throws `USAGE`, `INVALID_AUGMENTATION`,
 * `FILE_UNWRITABLE` and what `loadCourseData` throws.
 */
export async function previewData(word: string, options: PreviewOptions, terminal: Terminal): Promise<void> {
  const name = oneOf(word, 'data set', courseDataNames);
  const isPlain = ['', 'none'].includes(options.augment.trim());
  const augmentation = isPlain ? [] : parseAugmentation(options.augment);
  const train = await loadTrainingImages(name, options, terminal);
  const { seed, out } = options;
  const variants = isPlain ? 0 : options.variants;
  const shown = { ...firstImages(train, options.images), classNames: train.classNames };
  const images = isPlain ? shown : previewAugmentation({ images: shown, augmentation, variants, seed });
  const gallery = { images, labels: shown.labels, classNames: train.classNames, variants };
  if (out !== undefined) {
    const text = isPlain
      ? galleryFigure({ ...shown, title: name })
      : previewFigure({ ...gallery, title: `${name}: ${options.augment}` });
    await writeFileAtomic({ name: out, directory: terminal.directory, text });
  }
  const { stdout } = terminal;
  if (options.json)
    writeEvent(stdout, 'result', described({ ...options, variants, name, augmentation, shown }));
  else if (out !== undefined) writeLine(stdout, out);
  else writeLine(stdout, isPlain ? galleryText(shown, stdout) : previewText(gallery, stdout));
}

async function loadTrainingImages(
  name: CourseDataName,
  { images, offline }: PreviewOptions,
  terminal: Terminal,
): Promise<Split> {
  // Draw only as many synthetic digits as are shown; the first ones are always the same.
  if (name === 'synthetic') return syntheticDigits({ count: images });
  return (await loadCourseData(name, { terminal, offline })).train;
}

function firstImages({ images, labels, shape }: Split, wanted: number): Images & { labels: Uint8Array } {
  const [available, height, width, channels] = shape;
  const count = Math.min(wanted, available);
  return {
    images: images.subarray(0, count * height * width * channels),
    labels: labels.subarray(0, count),
    shape: [count, height, width, channels],
  };
}

/** One row per image: the image above the name of its class, then its variants. */
function previewFigure(options: {
  readonly images: Images;
  readonly labels: Uint8Array;
  readonly classNames: readonly string[];
  readonly variants: number;
  readonly title: string;
}): string {
  const { images, labels, classNames, variants, title } = options;
  const names = Array.from({ length: variants }, (_, variant) => `variant ${variant + 1}`);
  return galleryFigure({
    ...images,
    labels: Array.from(labels).flatMap((label) => [label, ...names.map((_, i) => classNames.length + i)]),
    classNames: [...classNames, ...names],
    rows: labels.length,
    columns: 1 + variants,
    title,
  });
}

function described(
  preview: PreviewOptions & { name: string; augmentation: Augmentation; shown: { labels: Uint8Array } },
): object {
  const { name, augmentation, shown, variants, seed, out } = preview;
  return { name, augmentation, labels: [...shown.labels], variants, seed, out };
}

/** A table of images, row by row, with the originals in the first column. */
export interface PreviewTable {
  readonly images: Images;
  /** Labels of the originals. */
  readonly labels: Uint8Array;
  readonly classNames: readonly string[];
  /** Number of columns after the first. */
  readonly variants: number;
}

/** The table as text: in full resolution if it fits, otherwise 14 characters per image, wrapped as needed. */
export function previewText({ images, labels, classNames, variants }: PreviewTable, output: Output): string {
  const width = images.shape[2];
  const perRow = 1 + variants;
  const columns = output.columns() >= perRow * (width + 2) ? width : Math.min(width, 14);
  const rows = Array.from(labels, (label, row) => {
    const cells = Array.from({ length: perRow }, (_, column) => [
      ...halfBlocks(rasterOf(images, row * perRow + column), { columns, colours: output.colours }),
      centred(column === 0 ? classNames[label] : String(column), columns),
    ]);
    return sideBySide(cells, { width: columns, max: perRow, columns: output.columns() });
  });
  return rows.join('\n\n');
}
