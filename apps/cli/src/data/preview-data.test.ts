// `nn101 datasets preview` as a process, on digits that need no download, and its text in the terminal.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Output } from '../terminal/terminal.ts';
import { emptyDirectory, eventsOf, runCli } from '../testing/run-cli.ts';
import { previewText } from './preview-data.ts';

const preview = (...words: string[]) => ['datasets', 'preview', 'synthetic', '--augment', ...words];

test('draws each image and its variants in the terminal', async () => {
  const run = await runCli(preview('flip:1', '--images', '2', '--variants', '1'));
  expect(run).toMatchObject({ exitCode: 0, stderr: '' });
  // 28 columns each, 14 lines high, and a line for the names; an empty line between the two rows.
  const lines = run.stdout.trimEnd().split('\n');
  expect(lines).toHaveLength(31);
  const mirrored = (line: string) => [...line].reverse().join('').trimEnd();
  for (const line of lines.slice(0, 14)) {
    expect(line.padEnd(58).slice(30).trimEnd()).toBe(mirrored(line.padEnd(58).slice(0, 28)));
  }
});

test('writes an SVG with --out, reports it with --json, and is deterministic', async () => {
  const directory = emptyDirectory();
  const words = ['rotate:20,cutout:6', '--images', '2', '--variants', '3', '--seed', '5', '--json', '--out'];
  const [first, again, other] = await Promise.all([
    runCli(preview(...words, 'a.svg'), { directory }),
    runCli(preview(...words, 'b.svg'), { directory }),
    runCli(preview(...words, 'c.svg', '--seed', '6'), { directory }),
  ]);
  expect(eventsOf(first)).toEqual([
    {
      event: 'result',
      name: 'synthetic',
      augmentation: [
        { kind: 'rotation', degrees: 20 },
        { kind: 'cutout', size: 6 },
      ],
      labels: [expect.any(Number), expect.any(Number)],
      variants: 3,
      seed: 5,
      out: 'a.svg',
    },
  ]);
  const svg = await readFile(join(directory, 'a.svg'), 'utf8');
  expect(svg.match(/<image /g)).toHaveLength(8);
  expect(svg).toContain('variant 3');
  expect(again.exitCode).toBe(0);
  expect(await readFile(join(directory, 'b.svg'), 'utf8')).toBe(svg);
  expect(other.exitCode).toBe(0);
  expect(await readFile(join(directory, 'c.svg'), 'utf8')).not.toBe(svg);
});

test('says where an augmentation is wrong, and what is known', async () => {
  const run = await runCli(preview('flip,crp:4'));
  expect(run.exitCode).toBe(2);
  expect(run.stderr).toContain('character 6: "crp" is not known. Known are, with examples: flip, crop:4');
  const unwritable = await runCli(preview('flip', '--out', 'no/such/a.svg'));
  expect(unwritable).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("can't be written") });
});

test('shows the images alone without an augmentation', async () => {
  const directory = emptyDirectory();
  const words = ['datasets', 'preview', 'synthetic', '--images', '2'];
  const [text, none, file] = await Promise.all([
    runCli(words),
    runCli([...words, '--augment', 'none']),
    runCli([...words, '--out', 'a.svg', '--json'], { directory }),
  ]);
  expect(text).toMatchObject({ exitCode: 0, stderr: '' });
  // Side by side, reduced to 14 columns: 7 lines, and one for the names.
  expect(text.stdout.trimEnd().split('\n')).toHaveLength(8);
  expect(none.stdout).toBe(text.stdout);
  expect(eventsOf(file)).toMatchObject([{ augmentation: [], variants: 0, out: 'a.svg' }]);
  expect(await readFile(join(directory, 'a.svg'), 'utf8')).toMatch(/^<svg/);
});

const output = (columns: number): Output => ({
  write: () => undefined,
  isTerminal: false,
  columns: () => columns,
  colours: 'none',
});

// Two images of 2x2 pixels, one lit at the top left and one at the bottom right, and one variant of each.
const table = {
  images: {
    images: Uint8Array.of(255, 0, 0, 0, 0, 255, 0, 0, 0, 0, 0, 255, 0, 0, 255, 0),
    shape: [4, 2, 2, 1] as const,
  },
  labels: Uint8Array.of(1, 0),
  classNames: ['A', 'B'],
  variants: 1,
};

test('rows of an image and its variants, and under them the class and the number of the variant', () => {
  expect(previewText(table, output(80)).split('\n')).toEqual(['▀    ▀', 'B   1', '', ' ▄  ▄', 'A   1']);
});

test('breaks a row that is too wide', () => {
  expect(previewText(table, output(3)).split('\n')).toEqual([
    '▀',
    'B',
    '',
    ' ▀',
    '1',
    '',
    ' ▄',
    'A',
    '',
    '▄',
    '1',
  ]);
});
