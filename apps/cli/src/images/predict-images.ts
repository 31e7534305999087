// What `nn101 predict` does: every picture is read and prepared before the first one is shown to the network.
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { datasets } from '@nn101/datasets';
import { predict } from '@nn101/train';
import type { PredictOptions } from '../commands/predict.ts';
import { CliError } from '../failure/cli-error.ts';
import { loadRun } from '../run-directory/load-run.ts';
import { writeEvent } from '../terminal/json-lines.ts';
import { paintFor } from '../terminal/paint.ts';
import { type Terminal, writeLine } from '../terminal/terminal.ts';
import { halfBlocks } from '../text/half-blocks.ts';
import { decodeImage } from './decode-image.ts';
import { imageStyleOf, prepareImage } from './prepare-image.ts';
import type { Raster } from './raster.ts';

/** A class and how sure the network is of it, 0 to 1. */
interface Guess {
  readonly class: string;
  readonly probability: number;
}

/** Predicts and prints. Throws `IMAGE_UNREADABLE`, naming the first picture that can't be read. */
export async function predictImages(request: {
  run: string;
  images: readonly string[];
  options: PredictOptions;
  terminal: Terminal;
}): Promise<void> {
  const { terminal, images, options } = request;
  const run = await loadRun(request.run, terminal.directory);
  const dataset = run.record.configuration.dataset;
  const prepared: Uint8Array[] = [];
  for (const image of images) prepared.push(await readImage(image, { terminal, dataset }));
  const [height, width, channels] = run.model.inputs[0].shape.slice(1).map((size) => size ?? 0);
  const probabilities = await predict(run.model, {
    images: Uint8Array.from(prepared.flatMap((pixels) => [...pixels])),
    shape: [images.length, height, width, channels],
  });
  const names = classNamesOf(dataset);
  const guesses = images.map((_, i) =>
    topThree(probabilities.subarray(i * names.length, (i + 1) * names.length), names),
  );
  if (options.json) {
    images.forEach((image, i) => {
      writeEvent(terminal.stdout, 'prediction', { image, ...guesses[i][0], top: guesses[i] });
    });
    writeEvent(terminal.stdout, 'result', { images: images.length });
    return;
  }
  images.forEach((image, i) => {
    const seen = { width, height, channels: channels as 1 | 3, data: Float32Array.from(prepared[i]) };
    tell({ image, seen, guesses: guesses[i], terminal });
  });
}

async function readImage(name: string, { terminal, dataset }: { terminal: Terminal; dataset: string }) {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(resolve(terminal.directory, name));
  } catch (cause) {
    const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    const why = missing ? 'there is no such file' : cause instanceof Error ? cause.message : String(cause);
    throw new CliError('IMAGE_UNREADABLE', `${name} can't be read: ${why}. Give the path of a PNG or JPEG.`, {
      cause,
    });
  }
  try {
    return prepareImage(decodeImage(bytes), imageStyleOf(dataset));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new CliError('IMAGE_UNREADABLE', `${name} can't be read: ${why}. Give another PNG or JPEG.`, {
      cause,
    });
  }
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

function tell(shown: { image: string; seen: Raster; guesses: readonly Guess[]; terminal: Terminal }): void {
  const { image, seen, guesses, terminal } = shown;
  const { stdout } = terminal;
  const paint = paintFor(stdout);
  const [best, ...others] = guesses.map(
    (guess) => `${guess.class} ${(100 * guess.probability).toFixed(1)} %`,
  );
  // What the network saw, as the shortest answer to "why did it say that?"
  if (stdout.isTerminal) {
    for (const line of halfBlocks(seen, { columns: seen.width, colours: stdout.colours })) {
      writeLine(stdout, line);
    }
  }
  writeLine(stdout, `${image}: ${paint.bold(best)}${paint.dim(`  (then ${others.join(', ')})`)}`);
}
