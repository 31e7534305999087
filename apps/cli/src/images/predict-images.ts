// `nn101 predict`: reads and prepares all pictures, predicts them in one batch, and reports those that could not be
// read.
import { readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { datasets } from '@nn101/datasets';
import { decodeImage } from '@nn101/datasets/decoder';
import { isImagePath, openFiles } from '@nn101/datasets/files';
import { predict } from '@nn101/train/graph';
import { CliError } from '../failure/cli-error.ts';
import { loadRun } from '../run-directory/read-run.ts';
import { paintFor, type Terminal, writeEvent, writeLine } from '../terminal/terminal.ts';
import { halfBlocks } from '../text/half-blocks.ts';
import { imageStyleOf, prepareImage } from './prepare-image.ts';
import type { Raster } from './raster.ts';

/** The options of `nn101 predict`. */
export interface PredictOptions {
  readonly json?: boolean;
}

/** A class and its probability, 0 to 1. */
interface Guess {
  readonly class: string;
  readonly probability: number;
}

/** A picture prepared for the network, or the reason why it can't be read. */
type Reading =
  | { readonly image: string; readonly pixels: Uint8Array }
  | { readonly image: string; readonly fault: CliError };

/**
 * Predicts and prints in the order given; for a directory, all pictures in it. Throws `IMAGE_UNREADABLE` at the end
 * if any picture can't be read.
 */
export async function predictImages(request: {
  run: string;
  images: readonly string[];
  options: PredictOptions;
  terminal: Terminal;
}): Promise<void> {
  const { terminal, options } = request;
  const run = await loadRun(request.run, terminal.directory);
  const dataset = run.record.configuration.dataset;
  const readings: Reading[] = [];
  for (const name of request.images) readings.push(...(await readAll(name, { terminal, dataset })));
  const good = readings.flatMap((reading) => ('pixels' in reading ? [reading] : []));
  const [height, width, channels] = run.spec.inputs[0].shape;
  const bytes = height * width * channels;
  const images = new Uint8Array(good.length * bytes);
  good.forEach(({ pixels }, i) => {
    images.set(pixels, i * bytes);
  });
  const shape = [good.length, height, width, channels] as const;
  const probabilities =
    good.length === 0 ? new Float32Array(0) : await predict(run.network, { images, shape });
  const names = classNamesOf(dataset);
  const guesses = new Map(
    good.map(({ image }, i) => [
      image,
      topThree(probabilities.subarray(i * names.length, (i + 1) * names.length), names),
    ]),
  );
  const isAlone = readings.length === 1;
  for (const reading of readings) {
    const best = guesses.get(reading.image) ?? [];
    if ('fault' in reading) reportFault(reading, { isAlone, json: options.json, terminal });
    else if (options.json) {
      writeEvent(terminal.stdout, 'prediction', { image: reading.image, ...best[0], top: best });
    } else {
      const seen = { width, height, channels: channels as 1 | 3, data: Float32Array.from(reading.pixels) };
      reportPrediction({ image: reading.image, seen, guesses: best, terminal });
    }
  }
  const unreadable = readings.length - good.length;
  if (options.json) writeEvent(terminal.stdout, 'result', { images: good.length, unreadable });
  if (unreadable > 0) throw summaryOf(readings);
}

function reportFault(
  { image, fault }: { readonly image: string; readonly fault: CliError },
  { isAlone, json = false, terminal }: { isAlone: boolean; json?: boolean; terminal: Terminal },
): void {
  if (json) {
    writeEvent(terminal.stdout, 'unreadable', { image, code: fault.code, message: fault.message });
  } else if (!isAlone) {
    // A single picture is reported as the command's error.
    writeLine(terminal.stderr, `${paintFor(terminal.stderr).red('error:')} ${fault.message}`);
  }
}

function summaryOf(readings: readonly Reading[]): CliError {
  const faults = readings.flatMap((reading) => ('fault' in reading ? [reading] : []));
  if (readings.length === 1) return faults[0].fault;
  const which = faults.slice(0, 5).map(({ image }) => image);
  const more = faults.length > which.length ? ` and ${faults.length - which.length} more` : '';
  return new CliError(
    'IMAGE_UNREADABLE',
    `${faults.length} of ${readings.length} pictures can't be read: ${which.join(', ')}${more}.`,
  );
}

/** The picture at a path, or all pictures in the directory. */
async function readAll(name: string, context: { terminal: Terminal; dataset: string }): Promise<Reading[]> {
  try {
    const path = resolve(context.terminal.directory, name);
    if (!(await stat(path)).isDirectory()) return [await readPicture(name, () => readFile(path), context)];
    const pictures = (await openFiles(path)).filter(({ path }) => isImagePath(path));
    if (pictures.length === 0) throw new Error('there is no picture in this directory');
    const readings: Reading[] = [];
    for (const { path, bytes } of pictures)
      readings.push(await readPicture(join(name, path), bytes, context));
    return readings;
  } catch (cause) {
    const isMissing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    const why = isMissing ? 'there is no such file' : reasonOf(cause);
    return [
      { image: name, fault: unreadable(name, { why, todo: 'Give the path of a PNG or JPEG.', cause }) },
    ];
  }
}

async function readPicture(
  name: string,
  bytes: () => Promise<Uint8Array>,
  { dataset }: { dataset: string },
): Promise<Reading> {
  try {
    return { image: name, pixels: prepareImage(decodeImage(await bytes(), name), imageStyleOf(dataset)) };
  } catch (cause) {
    const prefix = `${name} cannot be decoded: `;
    const reason = reasonOf(cause);
    const why = reason.startsWith(prefix) ? reason.slice(prefix.length) : reason;
    return { image: name, fault: unreadable(name, { why, todo: 'Give another PNG or JPEG.', cause }) };
  }
}

function unreadable(
  name: string,
  { why, todo, cause }: { why: string; todo: string; cause: unknown },
): CliError {
  return new CliError('IMAGE_UNREADABLE', `${name} can't be read: ${why.replace(/\.$/, '')}. ${todo}`, {
    cause,
  });
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

function classNamesOf(dataset: string): readonly string[] {
  const known = Object.values(datasets).find(({ name }) => name === dataset);
  return known?.classNames ?? datasets.mnist.classNames;
}

function topThree(probabilities: Float32Array, names: readonly string[]): Guess[] {
  return names
    .map((name, i) => ({ class: name, probability: probabilities[i] }))
    .sort((a, b) => b.probability - a.probability)
    .slice(0, 3);
}

function reportPrediction(shown: {
  image: string;
  seen: Raster;
  guesses: readonly Guess[];
  terminal: Terminal;
}): void {
  const { image, seen, guesses, terminal } = shown;
  const { stdout } = terminal;
  const paint = paintFor(stdout);
  const [best, ...others] = guesses.map(
    (guess) => `${guess.class} ${(100 * guess.probability).toFixed(1)} %`,
  );
  // Show the network's input, the quickest answer to "why did it say that?"
  if (stdout.isTerminal) {
    for (const line of halfBlocks(seen, { columns: seen.width, colours: stdout.colours })) {
      writeLine(stdout, line);
    }
  }
  writeLine(stdout, `${image}: ${paint.bold(best)}${paint.dim(`  (then ${others.join(', ')})`)}`);
}
