import { unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { largestModelFile, type ModelFiles, packModel, unpackModel } from './model-archive.ts';

const model: ModelFiles = {
  json: JSON.stringify({ modelTopology: { class_name: 'Sequential' }, weightsManifest: [] }),
  weights: Uint8Array.of(1, 2, 3, 4),
};

function file(name: string, content: string | Uint8Array, size?: number) {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return { name, size: size ?? bytes.length, arrayBuffer: async () => Uint8Array.from(bytes).buffer };
}

test('what was packed is unpacked, and unzips to what tfjs loads', async () => {
  const packed = await packModel(model);
  expect(Object.keys(unzipSync(packed))).toEqual(['model.json', 'weights.bin']);
  expect(await unpackModel([file('my-model.zip', packed)])).toEqual(model);
  expect(await packModel(model)).toEqual(packed);
});

test("tfjs' own two files are taken, in any order", async () => {
  const files = [file('my.weights.bin', model.weights), file('my.json', model.json)];
  expect(await unpackModel(files)).toEqual(model);
});

test('a zip with one wrong byte in the weights is refused', async () => {
  const packed = await packModel(model);
  const at = packed.findIndex((_, i) => model.weights.every((byte, j) => packed[i + j] === byte));
  packed[at] ^= 1;
  await expect(unpackModel([file('m.zip', packed)])).rejects.toThrow('its checksum is another');
});

describe('is refused, with a reason:', () => {
  test.each([
    ['nothing', [], 'No file was chosen'],
    [
      'a photograph',
      [file('cat.png', Uint8Array.of(0x89, 0x50, 0x4e, 0x47))],
      'cat.png: there is no model.json',
    ],
    ['a model without weights', [file('model.json', model.json)], 'needs its one file of weights'],
    ['a cut off zip', [file('m.zip', Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0))], 'm.zip is a damaged zip'],
    ['a zip of other things', [file('m.zip', zipSync({ 'a.txt': Uint8Array.of(1) }))], 'holds no model.json'],
    ['a text called .json', [file('m.json', 'hello'), file('w.bin', model.weights)], 'is not JSON'],
    ['other JSON', [file('m.json', '{"a":1}'), file('w.bin', model.weights)], 'describes no layers'],
    ['a giant', [file('m.zip', '', largestModelFile + 1)], 'a model has at most 512'],
  ])('%s', async (_, files, reason) => {
    await expect(unpackModel(files)).rejects.toThrow(reason);
  });
});
