// Every kind of PNG and JPEG in Node, compared with Chromium. The table of differences is an annotation of the last test:
// npx vitest run packages/datasets/src/decoder/chromium.test.ts --reporter=verbose
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DecodedImage } from '../files/images/decode-image.ts';
import { imageFolder } from '../files/images/image-folder.ts';
import { bundledPage, launchChromium, whyNoChromium } from '../fixtures/chromium-page.ts';
import type { decoding } from '../fixtures/images/decoding-page.ts';
import { exifOf, JPEG_KINDS, jpegOfKind, type SEGMENTS, withExif } from '../fixtures/images/jpeg-kinds.ts';
import { nameOfPngKind, PNG_KINDS, pngOfKind } from '../fixtures/images/png-kinds.ts';
import { decodeImage } from './decode-image.ts';
import type { Orientation } from './exif.ts';

const ORIENTATIONS: readonly Orientation[] = [1, 2, 3, 4, 5, 6, 7, 8];
/** Kinds that the decoder refuses by name, though Chromium shows them. */
const REFUSED = new Set(['JPEG arithmetic']);

interface Case {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Sizes that leave some of Adam7's passes empty, besides one that fills all. */
const SIZES = [
  [13, 11],
  [1, 1],
  [3, 2],
  [5, 1],
  [1, 5],
  [8, 8],
] as const;

const pngs: Case[] = PNG_KINDS.flatMap((kind) =>
  SIZES.map(([width, height]) => ({
    name: `PNG ${nameOfPngKind(kind)}`,
    bytes: pngOfKind(kind, { width, height }),
  })),
);
const jpegs: Case[] = JPEG_KINDS.map((name) => ({ name: `JPEG ${name}`, bytes: jpegOfKind(name) }));
const rgba = { colour: 'rgba', depth: 8, isKeyed: false, isInterlaced: false } as const;
const exif: Case[] = (['II', 'MM'] as const).flatMap((order) =>
  ORIENTATIONS.flatMap((orientation) => {
    const jpeg = (kind: string, behind: keyof typeof SEGMENTS = 'none') =>
      withExif(jpegOfKind(kind), { orientation, order, behind });
    const name = `EXIF ${orientation} ${order}`;
    return [
      { name, bytes: jpeg('YCbCr 2x2') },
      ...(['XMP', 'comment', 'profile', 'Photoshop'] as const).map((behind) => ({
        name: `${name}, behind ${behind}`,
        bytes: jpeg('YCbCr 2x2', behind),
      })),
      { name: `${name}, grey`, bytes: jpeg('grey') },
      { name: `${name}, progressive`, bytes: jpeg('progressive 2x2') },
      { name: `${name}, CMYK`, bytes: jpeg('YCCK') },
      { name: `${name}, PNG`, bytes: pngOfKind(rgba, { extra: [['eXIf', exifOf(orientation, order)]] }) },
    ];
  }),
);
const gamma = Uint8Array.of(0, 1, 0x86, 0xa0);
const colourSpaces: Case[] = [
  { name: 'PNG gAMA 1.0', bytes: pngOfKind({ ...rgba, colour: 'rgb' }, { extra: [['gAMA', gamma]] }) },
  { name: 'PNG sRGB', bytes: pngOfKind({ ...rgba, colour: 'rgb' }, { extra: [['sRGB', Uint8Array.of(0)]] }) },
  { name: 'PNG broken iCCP', bytes: pngOfKind(rgba, { extra: [['iCCP', Uint8Array.of(65, 0, 0, 1, 2)]] }) },
  { name: 'PNG bKGD', bytes: pngOfKind(rgba, { extra: [['bKGD', Uint8Array.of(0, 9, 0, 9, 0, 9)]] }) },
];

/** The largest difference of a pixel, each of the two composited on white and on black. */
function largestDifference(one: DecodedImage, other: DecodedImage): number {
  let largest = 0;
  for (let pixel = 0; pixel < one.width * one.height; pixel++) {
    const alphas = [one, other].map(({ data }) => data[4 * pixel + 3] / 255);
    for (let channel = 0; channel < 3; channel++) {
      for (const background of [0, 255]) {
        const [a, b] = [one, other].map(
          ({ data }, i) => data[4 * pixel + channel] * alphas[i] + background * (1 - alphas[i]),
        );
        largest = Math.max(largest, Math.abs(a - b));
      }
    }
  }
  return largest;
}

describe.skipIf(whyNoChromium)(`in Node and in Chromium (${whyNoChromium ?? 'available'})`, () => {
  let browser: Browser;
  let page: Page;
  const table = new Map<string, number | string>();

  beforeAll(async () => {
    browser = await launchChromium();
    page = await browser.newPage();
    const module = await bundledPage('images/decoding-page.ts');
    await page.route('https://nn101.invalid/', (route) =>
      route.fulfill({ body: `<script type="module">${module}</script>`, contentType: 'text/html' }),
    );
    await page.goto('https://nn101.invalid/');
    await page.waitForFunction('"decoding" in globalThis');
  }, 60_000);

  afterAll(() => browser?.close());

  async function inChromium(bytes: Uint8Array): ReturnType<(typeof decoding)['decode']> {
    return page.evaluate(`decoding.decode(${JSON.stringify(Buffer.from(bytes).toString('base64'))})`);
  }

  async function differences(cases: readonly Case[]): Promise<[name: string, difference: number][]> {
    const found: [string, number][] = [];
    for (const { name, bytes } of cases) {
      const theirs = await inChromium(bytes);
      if (theirs.fault !== undefined) throw new Error(`${name}: ${theirs.fault}`);
      const ours = decodeImage(bytes, name);
      expect([name, ours.width, ours.height]).toEqual([name, theirs.width, theirs.height]);
      const difference = largestDifference(ours, { ...theirs, channels: 4 });
      table.set(name, Math.max(Number(table.get(name) ?? 0), difference));
      found.push([name, difference]);
    }
    return found;
  }

  test.each([
    ['each of the 52 kinds of PNG, in six sizes', pngs, 6 * 52],
    ['each kind of JPEG', jpegs.filter(({ name }) => !REFUSED.has(name)), 22],
    ['EXIF orientations 1 to 8 in both byte orders', exif, 16 * 9],
    ['colour spaces, which neither of the two applies', colourSpaces, 4],
  ] as const)(
    '%s: no pixel differs by more than one level',
    async (_, cases, count) => {
      expect(cases).toHaveLength(count);
      for (const [name, difference] of await differences(cases)) {
        expect(difference, name).toBeLessThanOrEqual(1);
      }
    },
    120_000,
  );

  test('what only Chromium reads is refused by name', async () => {
    for (const { name, bytes } of jpegs.filter(({ name }) => REFUSED.has(name))) {
      expect((await inChromium(bytes)).fault).toBeUndefined();
      expect(() => decodeImage(bytes)).toThrow('it is an arithmetically coded JPEG');
      table.set(name, 'refused by name');
    }
  });

  test.each([
    { channels: 3, resize: { width: 20, height: 20, mode: 'cover' } },
    { channels: 1, resize: { width: 16, height: 24, mode: 'fit' }, background: 40 },
    { channels: 3, resize: { width: 9, height: 9, mode: 'stretch' }, background: [255, 0, 9] },
  ] as const)('a folder of all kinds is one split in both: %o', async (options) => {
    const cases = [...pngs.filter((_, i) => i % 6 === 0), ...jpegs, ...exif].filter(
      ({ name }) => !REFUSED.has(name),
    );
    const path = (index: number) => `all/${String(index).padStart(4, '0')}.png`;
    const files = cases.map(({ bytes }, i) => ({ path: path(i), bytes: async () => Uint8Array.from(bytes) }));
    const ours = await imageFolder(files, { ...options, decode: decodeImage });
    const base64 = Object.fromEntries(
      cases.map(({ bytes }, i) => [path(i), Buffer.from(bytes).toString('base64')]),
    );
    const theirs: number[] = await page.evaluate(
      `decoding.split(${JSON.stringify(base64)}, ${JSON.stringify(options)})`,
    );
    expect(theirs).toHaveLength(ours.images.length);
    const largest = theirs.reduce((most, value, i) => Math.max(most, Math.abs(value - ours.images[i])), 0);
    expect(largest).toBeLessThanOrEqual(1);
  });

  test('the table', async ({ annotate }) => {
    const rows = [...table].map(
      ([name, value]) => `| ${name} | ${typeof value === 'number' ? value.toFixed(2) : value} |`,
    );
    await annotate(`| kind | largest difference |\n| --- | --- |\n${rows.join('\n')}`);
    expect(rows.length).toBeGreaterThan(200);
  });
});
