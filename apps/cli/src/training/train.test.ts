// `nn101 train` and the commands that use a run, as processes: events, run directory, equal seeds, exit codes. Uses
// synthetic digits; train-real.test.ts uses real ones.
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { syntheticDigits } from '@nn101/datasets';
import { requireArithmetic } from '@nn101/kernels/graph';
import { encode } from 'fast-png';
import jpeg from 'jpeg-js';
import { beforeAll, describe, expect, test } from 'vitest';
import type { RunRecord } from '../run-directory/run-record.ts';
import { type CliRun, emptyDirectory, eventsOf, runCli } from '../testing/run-cli.ts';

const quick = 'train mnist-basic --dataset synthetic --limit 2000 --epochs 3 --batch-size 100 --json'.split(
  ' ',
);
const directory = emptyDirectory();
let first: CliRun;

// Whether this Node supports the fused arithmetic; the program runs on the same one.
const isFused = (() => {
  try {
    requireArithmetic('fused');
    return true;
  } catch {
    return false;
  }
})();

beforeAll(async () => {
  first = await runCli([...quick, '--seed', '1', '--out', 'runs/a'], { directory });
});

describe('nn101 train', () => {
  test('prints epochs and a result, and nothing else on stdout', () => {
    expect(first).toMatchObject({ exitCode: 0, stderr: '' });
    const events = eventsOf(first);
    expect(events.map(({ event }) => event)).toEqual(['start', 'epoch', 'epoch', 'epoch', 'result']);
    expect(events[0]).toEqual({
      event: 'start',
      out: 'runs/a',
      model: 'mnist-basic',
      recipe: 'notebook',
      epochs: 3,
      samples: 2000,
      stepsPerEpoch: 20,
      parameters: 101_770,
      sharedMemory: true,
      engine: 'plan',
      arithmetic: 'deterministic',
      metrics: ['accuracy'],
      workers: expect.any(Number),
      memoryBytes: expect.any(Number),
    });
    const losses = events.slice(1, 4).map(({ loss }) => Number(loss));
    expect(losses).toEqual([...losses].sort((a, b) => b - a));
    expect(events[1]).toMatchObject({ epoch: 1, accuracy: expect.any(Number), seconds: expect.any(Number) });
    expect(events[4]).toEqual({
      event: 'result',
      testLoss: expect.any(Number),
      testAccuracy: expect.any(Number),
      parameters: 101_770,
      seconds: expect.any(Number),
      microsecondsPerSample: expect.any(Number),
      weightsSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      dataset: 'synthetic',
      out: 'runs/a',
    });
    expect(events[4].testAccuracy).toBeGreaterThan(0.5);
  });

  test('leaves a run directory', () => {
    const run = join(directory, 'runs/a');
    expect(readdirSync(run).sort()).toEqual([
      ...['checkpoints', 'history.jsonl', 'model', 'report.html', 'run.json'],
    ]);
    expect(readdirSync(join(run, 'checkpoints')).sort()).toEqual([
      ...['best.checkpoint', 'last-2.checkpoint', 'last-3.checkpoint'],
    ]);
    expect(readdirSync(join(run, 'model')).sort()).toEqual(['model.json', 'weights.bin']);
    expect(readdirSync(join(directory, 'runs'))).toEqual(['a']);
    const { event, ...result } = eventsOf(first)[4];
    const record = JSON.parse(readFileSync(join(run, 'run.json'), 'utf8')) as RunRecord;
    expect(record).toMatchObject({
      format: 'nn101-run',
      seed: 1,
      configuration: { model: 'mnist-basic', dataset: 'synthetic', epochs: 3, batchSize: 100, limit: 2000 },
      dataset: { verified: 'synthetic', trainingImages: 2000 },
      result,
      weightsSha256: result.weightsSha256,
    });
    const history = readFileSync(join(run, 'history.jsonl'), 'utf8').trimEnd().split('\n');
    expect(history.map((line) => JSON.parse(line))).toEqual(
      eventsOf(first)
        .slice(1, 4)
        .map(({ event: _, ...epoch }) => epoch),
    );
  });

  test('writes a report that loads nothing and says on which data it was made', () => {
    const page = readFileSync(join(directory, 'runs/a/report.html'), 'utf8');
    expect(page).not.toMatch(/<script|<link rel="stylesheet"|(src|href)="(?!data:|#)|url\((?!data:)/);
    for (const id of ['data', 'model', 'training', 'evaluation', 'confusion', 'predictions', 'mistakes']) {
      expect(page).toContain(`<section id="${id}">`);
    }
    expect(page).toContain('Made on synthetic digits');
    expect(page).toContain('precision    recall  f1-score   support');
  });

  test('has the same weights for the same seed, and other weights for another', async () => {
    const [again, other] = await Promise.all([
      runCli([...quick, '--seed', '1', '--out', 'runs/b', '--workers', '1'], { directory }),
      runCli([...quick, '--seed', '0', '--out', 'runs/c'], { directory }),
    ]);
    const hash = (run: CliRun) => eventsOf(run).at(-1)?.weightsSha256;
    expect(hash(again)).toBe(hash(first));
    expect(hash(other)).not.toBe(hash(first));
  });

  test('uses the fused arithmetic if the engine supports it, and says so if not', async () => {
    const run = await runCli([...quick, '--seed', '1', '--arithmetic', 'fused', '--out', 'runs/fused'], {
      directory,
    });
    if (isFused) {
      expect(eventsOf(run)[0]).toMatchObject({ event: 'start', arithmetic: 'fused' });
      expect(eventsOf(run).at(-1)?.weightsSha256).not.toBe(eventsOf(first).at(-1)?.weightsSha256);
      const record = JSON.parse(readFileSync(join(directory, 'runs/fused/run.json'), 'utf8'));
      expect(record.configuration.arithmetic).toBe('fused');
      expect(record.command).toContain(' --arithmetic fused');
    } else {
      expect(run.exitCode).toBe(1);
      expect(eventsOf(run)).toMatchObject([{ event: 'error', code: 'FUSED_UNAVAILABLE' }]);
      expect(run.stderr).toMatch(/The 'fused' arithmetic needs .* use the 'deterministic' arithmetic/);
      expect(existsSync(join(directory, 'runs/fused'))).toBe(false);
    }
    const other = await runCli([...quick, '--arithmetic', 'relaxed', '--out', 'runs/fused'], { directory });
    expect(other).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('deterministic, fused') });
  });

  test('refuses to replace a run unless forced', async () => {
    const refused = await runCli([...quick, '--out', 'runs/a'], { directory });
    expect(refused).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('--force') });
    expect(eventsOf(refused)).toMatchObject([{ event: 'error', code: 'RUN_EXISTS', exitCode: 1 }]);
  });

  test('exits with 4 below --min-accuracy, after everything is written', async () => {
    const words = [...quick, '--out', 'runs/b', '--force', '--min-accuracy', '1'];
    const run = await runCli(words, { directory });
    expect(run).toMatchObject({ exitCode: 4, stderr: expect.stringContaining('below --min-accuracy 1') });
    expect(
      eventsOf(run)
        .slice(-2)
        .map(({ event, code }) => [event, code]),
    ).toEqual([
      ['result', undefined],
      ['error', 'BELOW_MINIMUM'],
    ]);
    expect(existsSync(join(directory, 'runs/b/report.html'))).toBe(true);
  });
});

describe('a finished run', () => {
  test('is evaluated to the same figures', async () => {
    const run = await runCli(['evaluate', 'runs/a', '--json'], { directory });
    const { testLoss, testAccuracy } = eventsOf(first)[4];
    expect(eventsOf(run)).toMatchObject([{ event: 'result', testLoss, testAccuracy, verified: 'synthetic' }]);
  });

  test('gets its report again on request', async () => {
    const run = await runCli(['report', 'runs/a', '--out', 'copy.html'], { directory });
    expect(run).toMatchObject({ exitCode: 0, stdout: 'copy.html\n' });
    const original = readFileSync(join(directory, 'runs/a/report.html'), 'utf8');
    expect(readFileSync(join(directory, 'copy.html'), 'utf8')).toBe(original);
  });

  test('reads pictures, light on dark and dark on light, PNG and JPEG', async () => {
    writeZeros();
    const run = await runCli(['predict', 'runs/a', 'zero.png', 'photo.jpg', '--json'], { directory });
    expect(eventsOf(run)).toMatchObject([
      { event: 'prediction', image: 'zero.png', class: '0', top: { length: 3 } },
      { event: 'prediction', image: 'photo.jpg', class: '0' },
      { event: 'result', images: 2 },
    ]);
  });

  test.each([
    ['missing.png', undefined, 'there is no such file'],
    ['text.png', Buffer.from('no picture'), 'neither a PNG nor a JPEG'],
    [
      'cut.png',
      encode({ width: 28, height: 28, channels: 1, data: new Uint8Array(784) }).slice(0, 50),
      'cut off',
    ],
    ['blank.png', encode({ width: 28, height: 28, channels: 1, data: new Uint8Array(784) }), 'single colour'],
    ['small.png', encode({ width: 3, height: 3, channels: 1, data: new Uint8Array(9) }), '3x3 pixels'],
  ])('says why it can not read %s', async (name, content, why) => {
    if (content !== undefined) writeFileSync(join(directory, name), content);
    const run = await runCli(['predict', 'runs/a', name], { directory });
    expect(run).toMatchObject({ exitCode: 1, stdout: '' });
    expect(run.stderr).toMatch(/^error: [^\n]+\n$/);
    expect(run.stderr).toContain(`${name} can't be read`);
    expect(run.stderr).toContain(why);
  });

  test('that is damaged says so', async () => {
    rmSync(join(directory, 'runs/c/model/weights.bin'));
    writeFileSync(join(directory, 'runs/b/run.json'), '{"format":');
    const [weights, record] = await Promise.all([
      runCli(['evaluate', 'runs/c'], { directory }),
      runCli(['evaluate', 'runs/b'], { directory }),
    ]);
    expect(weights).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('weights.bin') });
    expect(record).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('run.json is damaged') });
  });
});

/** A synthetic zero as it is, and as an off-centre grey photo of dark ink on paper. */
function writeZeros(): void {
  const { images, labels } = syntheticDigits({ count: 200, seed: 5 });
  const at = 784 * labels.indexOf(0);
  const digit = images.slice(at, at + 784);
  writeFileSync(join(directory, 'zero.png'), encode({ width: 28, height: 28, channels: 1, data: digit }));
  const [width, height] = [160, 120];
  const data = new Uint8Array(width * height * 4).fill(235);
  for (let y = 0; y < 84; y++) {
    for (let x = 0; x < 84; x++) {
      const ink = digit[28 * Math.floor(y / 3) + Math.floor(x / 3)];
      data.fill(235 - 0.8 * ink, 4 * ((y + 8) * width + x + 70), 4 * ((y + 8) * width + x + 70) + 3);
    }
  }
  writeFileSync(join(directory, 'photo.jpg'), jpeg.encode({ width, height, data }, 85).data);
}
