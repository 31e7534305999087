// A run on a data set with other classes than the model was made for: the output is sized to them, the report shows
// them, and `run.json` has everything another program needs to use the model.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Dataset, datasets } from '@nn101/datasets';
import { models } from '@nn101/models/graph';
import { prepareBackend } from '@nn101/train';
import { type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import { loadLayersModel } from '@tensorflow/tfjs-layers';
import { beforeAll, expect, test } from 'vitest';
import { claimRunDirectory } from '../run-directory/run-directory.ts';
import type { RunRecord } from '../run-directory/run-record.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { emptyDirectory } from '../testing/run-cli.ts';
import { configurationOf } from './configuration.ts';
import { trainRun } from './train-run.ts';
import { writeRun } from './write-run.ts';

const directory = emptyDirectory();
const output = { write: () => undefined, isTerminal: false, columns: () => 80, colours: 'none' } as const;
const terminal: Terminal = {
  stdout: output,
  stderr: output,
  now: () => performance.now(),
  date: () => new Date(0),
  signal: new AbortController().signal,
  directory,
  environment: {},
  yieldToEventLoop: async () => undefined,
};

/** Random images under the name of a data set that would need a download. */
function drawn(name: 'emnist-letters' | 'cifar-100'): Dataset {
  const { imageShape, classNames, ...facts } = datasets[name];
  const split = (count: number) => ({
    images: Uint8Array.from(
      { length: count * imageShape.reduce((a, b) => a * b) },
      (_, i) => (i * 2654435761) >>> 24,
    ),
    labels: Uint8Array.from({ length: count }, (_, i) => i % classNames.length),
    shape: [count, ...imageShape] as const,
    classNames,
  });
  const { title, licence, citation, notes } = facts;
  return {
    name,
    title,
    licence,
    citation,
    notes,
    verified: 'mirror',
    train: split(200),
    test: split(130),
  } as Dataset;
}

beforeAll(async () => {
  await prepareBackend();
});

test.each([
  ['mnist-basic', 'emnist-letters', 26],
  ['cifar-cnn', 'cifar-100', 100],
] as const)('%s on %s', async (model, name, classes) => {
  const dataset = drawn(name);
  const configuration = configurationOf(models[model], { epochs: 1, batchSize: 100, dataset: name });
  const runDirectory = await claimRunDirectory({ name, directory, force: false });
  const checkpoints = { resumeFrom: undefined, handle: async () => undefined, isSaved: () => false };
  const silent = { onEvent: () => undefined, onTest: () => undefined };
  const run = await trainRun({ configuration, dataset, workers: 1, checkpoints, terminal, ...silent });
  expect(run.probabilities).toHaveLength(130 * classes);
  await writeRun({
    runDirectory,
    configuration,
    dataset,
    run,
    result: { ...run.result, out: name },
    terminal,
  });

  const record = JSON.parse(readFileSync(join(runDirectory.path, 'run.json'), 'utf8')) as RunRecord;
  expect(record.model).toEqual({
    file: 'model/model.json',
    inputShape: datasets[name].imageShape,
    inputScale: 1 / 255,
    classNames: datasets[name].classNames,
  });
  expect(record.command).toMatch(new RegExp(`^npx nn101 train ${model} --dataset ${name} `));
  const report = readFileSync(join(runDirectory.path, 'report.html'), 'utf8');
  expect(report).toContain(`in ${classes} classes`);
  expect(report).toContain("so the figures can't be compared");

  // Another program does the same, with TensorFlow.js and `run.json` alone.
  if (record.model === undefined) throw new Error('no model');
  const { file, inputShape, inputScale, classNames } = record.model;
  const first = dataset.test.images.subarray(
    0,
    inputShape.reduce((a, b) => a * b),
  );
  const topology = JSON.parse(readFileSync(join(runDirectory.path, file), 'utf8'));
  const weightData = Uint8Array.from(readFileSync(join(runDirectory.path, 'model', 'weights.bin'))).buffer;
  const weightSpecs = topology.weightsManifest[0].weights;
  const loaded = await loadLayersModel({
    load: async () => ({ modelTopology: topology.modelTopology, weightSpecs, weightData }),
  });
  const said = tidy(() => {
    const scaled = tensor(
      Array.from(first, (byte) => byte * inputScale),
      [1, ...inputShape],
    );
    return (loaded.predict(scaled) as Tensor).dataSync<'float32'>();
  });
  expect(said).toHaveLength(classNames.length);
  said.forEach((probability, i) => {
    expect(Math.abs(probability - run.probabilities[i])).toBeLessThan(1e-5);
  });
  loaded.dispose();
});
