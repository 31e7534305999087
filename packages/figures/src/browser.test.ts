// The package as a browser gets it: bundled by Vite, run in Chromium, compared with what Node makes.

import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build, type Rolldown } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { everyFigure } from '../test-support/every-figure.ts';

const executablePath = process.env.NN101_CHROMIUM ?? '/usr/bin/chromium';
const missing = !existsSync(executablePath) && !process.env.CI;

/** The package and its test data as one script, which leaves `figures.everyFigure` on the page. */
async function bundle(): Promise<string> {
  const root = new URL('..', import.meta.url).pathname;
  const [output] = [
    await build({
      root,
      configFile: false,
      logLevel: 'silent',
      resolve: { conditions: ['@nn101/source', 'browser', 'module', 'import'] },
      build: {
        write: false,
        minify: true,
        lib: { entry: `${root}test-support/every-figure.ts`, name: 'figures', formats: ['iife'] },
      },
    }),
  ].flat() as Rolldown.RolldownOutput[];
  return output.output[0].code;
}

const skipped = missing ? ` (skipped: there is no browser at ${executablePath}; set NN101_CHROMIUM)` : '';

describe.skipIf(missing)(`in Chromium${skipped}`, () => {
  let browser: Browser;
  let script: string;

  beforeAll(async () => {
    script = await bundle();
    browser = await chromium.launch({
      executablePath,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    });
  });

  afterAll(() => browser?.close());

  async function figuresPage(deviceScaleFactor: number): Promise<Page> {
    const page = await browser.newPage({ deviceScaleFactor });
    await page.addScriptTag({ content: script });
    return page;
  }

  const drawn = (page: Page): Promise<Record<string, string>> => page.evaluate('figures.everyFigure()');

  test('the bundle leaves linkedom out', () => {
    expect(script).not.toMatch(/linkedom|htmlparser/i);
    expect(script.length).toBeGreaterThan(10_000);
  });

  test('draws the same bytes as Node on a dense screen', async () => {
    const page = await figuresPage(2);
    expect(await drawn(page)).toEqual(everyFigure());
    await page.close();
  });

  test('draws the same marks and words on a coarse screen, where Plot shifts lines by half a pixel', async () => {
    const page = await figuresPage(1);
    const here = everyFigure();
    const skeleton = (svg: string) => svg.replace(/ (transform|[xy][12]?|c[xy]|d)="[^"]*"/g, '');
    for (const [name, svg] of Object.entries(await drawn(page))) {
      expect(skeleton(svg), name).toBe(skeleton(here[name]));
    }
    await page.close();
  });

  test("every figure is well-formed for the browser's XML parser", async () => {
    const page = await figuresPage(1);
    const faults = await page.evaluate(
      (figures) =>
        Object.entries(figures).flatMap(([name, svg]) => {
          const { documentElement } = new DOMParser().parseFromString(svg, 'image/svg+xml');
          return documentElement.querySelector('parsererror') ? [name] : [];
        }),
      everyFigure(),
    );
    expect(faults).toEqual([]);
    await page.close();
  });

  test('no two texts overlap, and none leaves the sheet', async (context) => {
    const page = await figuresPage(1);
    // In CI missing letters are an error.
    if (!process.env.CI && !(await page.evaluate(hasNamedLetters))) {
      context.skip('the browser has none of the fonts that figures name: install Liberation Sans');
    }
    const overlaps = await page.evaluate(textOverlaps, everyFigure());
    expect(overlaps).toEqual([]);
    await page.close();
  });
});

/** Runs in the page: whether one of the fonts that figures name is there, for whose width they leave room. */
function hasNamedLetters(): boolean {
  const widthIn = (fonts: string) => {
    const text = document.body.appendChild(document.createElement('span'));
    text.style.font = `20px ${fonts}`;
    text.textContent = 'iiiiiiiiii';
    const { width } = text.getBoundingClientRect();
    text.remove();
    return width;
  };
  return widthIn("Helvetica, Arial, 'Liberation Sans', monospace") !== widthIn('monospace');
}

/** Runs in the page: pairs of level texts whose boxes meet, and texts that reach over the sheet's edge. */
function textOverlaps(figures: Record<string, string>): string[] {
  return Object.entries(figures).flatMap(([name, svg]) => {
    document.body.innerHTML = svg;
    const sheet = document.querySelector('svg')!.getBoundingClientRect();
    const texts = [...document.querySelectorAll('text')].map((text) => ({
      said: text.firstChild?.nodeValue ?? '',
      level: !text.getAttribute('transform')?.includes('rotate'),
      box: text.getBoundingClientRect(),
    }));
    const outside = texts.filter(
      ({ box }) =>
        box.left < sheet.left || box.right > sheet.right || box.top < sheet.top || box.bottom > sheet.bottom,
    );
    const level = texts.filter((text) => text.level);
    const pairs = level.flatMap((a, i) =>
      level.slice(i + 1).flatMap((b) => {
        const width = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
        // A line's box is higher than its letters: bars lie closer together than lines of prose.
        const height = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
        return width > 0.5 && height > Math.min(a.box.height, b.box.height) * 0.25
          ? [`${name}: "${a.said}" on "${b.said}"`]
          : [];
      }),
    );
    return [...pairs, ...outside.map(({ said }) => `${name}: "${said}" outside`)];
  });
}
