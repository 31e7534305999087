// The data set of a run: a public one, loaded by @nn101/datasets, or the synthetic digits, drawn here.
import { type Dataset, type DatasetName, datasets, loadDataset, loadSyntheticDataset } from '@nn101/datasets';
import { oneOf } from '../command-line/option-values.ts';
import { CliError } from '../failure/cli-error.ts';
import { liveLine } from '../progress/live-line.ts';
import { downloadLine } from '../progress/progress-bars.ts';
import { paintFor, type Terminal } from '../terminal/terminal.ts';
import { requireUsableCache } from './cache-directory.ts';

/** The values of `--dataset`. The images must also fit the model. */
export const courseDataNames = [...(Object.keys(datasets) as DatasetName[]), 'synthetic'] as const;

/** One of `courseDataNames`. */
export type CourseDataName = (typeof courseDataNames)[number];

/** The synthetic data set that can replace MNIST: always the same images, drawn within a second or two. */
const syntheticSize = { train: 30_000, test: 5_000, seed: 0 } as const;

/** Height, width and channels of a data set's images. */
export function imageShapeOf(name: CourseDataName): readonly [number, number, number] {
  return name === 'synthetic' ? [28, 28, 1] : datasets[name].imageShape;
}

/** Number of classes of a data set, which is the size of a model's output. */
export function classCountOf(name: CourseDataName): number {
  return datasets[name === 'synthetic' ? 'mnist' : name].classNames.length;
}

/** Number of images in a data set, known before loading it. */
export function imageCountsOf(name: CourseDataName): { trainingImages: number; testImages: number } {
  const { train, test } = name === 'synthetic' ? syntheticSize : datasets[name].counts;
  return { trainingImages: train, testImages: test };
}

/** Checks a `--dataset` against the model's input. Throws `USAGE` and lists the data sets that fit. */
export function checkDataName(word: string, inputShape: readonly number[]): CourseDataName {
  const name = oneOf(word, 'data set', courseDataNames);
  const fits = (candidate: CourseDataName) => imageShapeOf(candidate).join() === inputShape.join();
  if (fits(name)) return name;
  throw new CliError(
    'USAGE',
    `The images of "${name}" are ${imageShapeOf(name).join('x')}, but this model takes ${inputShape.join('x')}. ` +
      `Choose --dataset ${courseDataNames.filter(fits).join(' or ')}.`,
  );
}

/**
 * Loads a data set and shows the progress on a terminal. Throws what `loadDataset` throws, and `DIRECTORY_UNWRITABLE`
 * if the cache can't be created.
 */
export async function loadCourseData(
  name: CourseDataName,
  options: { terminal: Terminal; offline?: boolean; signal?: AbortSignal; onBytes?: () => void },
): Promise<Dataset> {
  const { terminal, offline = false, signal = terminal.signal, onBytes } = options;
  const line = liveLine(terminal.stderr, terminal.now);
  const paint = paintFor(terminal.stderr);
  if (name !== 'synthetic') await requireUsableCache();
  try {
    if (name === 'synthetic') {
      const onProgress = ({ images, total }: { images: number; total: number }) =>
        line.show(() => `drawing ${images.toLocaleString('en')} of ${total.toLocaleString('en')} digits`);
      return { ...(await loadSyntheticDataset({ ...syntheticSize, signal, onProgress })), name };
    }
    return await loadDataset(name, {
      offline,
      signal,
      onProgress: (progress) => {
        onBytes?.();
        line.show(() => downloadLine(progress, { columns: terminal.stderr.columns(), paint }));
      },
    });
  } finally {
    line.clear();
  }
}
