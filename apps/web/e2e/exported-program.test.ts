// The TypeScript that the page exports for one's own images, run by Node on the built packages, as its first lines say.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { imageDataUrl } from '@nn101/figures';
import { afterAll, expect, test } from 'vitest';
import { experimentCode } from '../src/export/experiment-code.ts';

// Inside the workspace, where the packages are found; git ignores it.
const generated = fileURLToPath(new URL('generated/', import.meta.url));
mkdirSync(generated, { recursive: true });
const folder = mkdtempSync(join(generated, 'own-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A PNG that is dark on one side: its left or its right one. */
function halfDark({ width, height, left }: { width: number; height: number; left: boolean }): Buffer {
  const images = new Uint8Array(width * height * 3).map((_, at) =>
    Math.floor(at / 3) % width < width / 2 === left ? 20 : 230,
  );
  const address = imageDataUrl({ images, shape: [1, height, width, 3], index: 0 });
  return Buffer.from(address.split(',')[1], 'base64');
}

function run(program: string): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, output: stdout + stderr };
}

test.each([
  ['in grey', [28, 28, 1]],
  ['in colour', [32, 32, 3]],
] as const)("the program for one's own images %s learns them", (name, inputShape) => {
  const { code } = experimentCode(
    {
      data: 'own',
      classNames: ['left', 'right'],
      inputShape,
      layers: [{ kind: 'flatten' }, { kind: 'output', units: 2 }],
      epochs: 20,
      batchSize: 8,
      learningRate: 0.01,
      seed: 1,
    },
    'typescript',
  );
  // Without types, TypeScript is JavaScript: the oldest Node that is supported runs it too.
  const program = join(folder, `${name.replace(' ', '-')}.mjs`);
  writeFileSync(program, code);
  rmSync(join(folder, 'images'), { recursive: true, force: true });
  expect(run(program)).toMatchObject({
    status: expect.not.closeTo(0),
    output: expect.stringContaining('images'),
  });

  for (const side of ['left', 'right']) {
    mkdirSync(join(folder, 'images', side), { recursive: true });
    for (let index = 0; index < 20; index++) {
      const picture = halfDark({ width: 30 + index, height: 50 - index, left: side === 'left' });
      writeFileSync(join(folder, 'images', side, `${index}.png`), picture);
    }
  }
  const { status, output } = run(program);
  expect({ status, output }).toMatchObject({ status: 0 });
  expect(output).toMatch(/accuracy: 1\b/);
});
