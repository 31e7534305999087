// Takes the pictures of docs/screenshots: every lesson as nn101 serve shows it, on a screen and on a phone, as PNGs of
// few colours. Real images where NN101_MIRROR or the cache has them. `npm run screenshots -- xor draw` takes only some.
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import UPNG from 'upng-js';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const target = at('../../../docs/screenshots/');
const sizes = [
  { name: 'screen', width: 1280, height: 800, colours: 192 },
  { name: 'phone', width: 390, height: 844, colours: 128 },
];
/** Below the bar at the top. */
const inset = 72;
const patience = 15 * 60_000;

const press = (name) => (page) => page.getByRole('button', { name, exact: true }).first().click();
const trained = async (page) => {
  await press('Train')(page);
  await page.getByTestId('weights-hash').waitFor({ timeout: patience });
};

/** The playground has reached the step of the address. */
const rested = (page) => page.getByText(/^Weights: [0-9a-f]{8}/).waitFor({ timeout: patience });

/** Each lesson: its state, what is done in it, and which panel begins at the top; the page's top where none is named. */
const lessons = [
  { id: 'neuron', state: 'w1=1.2&w2=-0.8' },
  { id: 'layer', state: '' },
  { id: 'cost', state: '' },
  { id: 'backpropagation', state: '' },
  {
    id: 'xor',
    state: 'data=spirals&layers=8_6&optimizer=adam&rate=0.02&step=800',
    act: rested,
    panel: 'Train',
  },
  { id: 'mnist', state: '' },
  { id: 'simple-model', state: '', act: trained, panel: 'What it gets right, and what not' },
  { id: 'draw', state: 'drawing=QOgOwOocgoc2', act: trained },
  { id: 'your-turn', state: 'network=dense64-tanh.dense32-relu' },
  { id: 'convolution', state: '', panel: 'A kernel slides' },
  { id: 'fashion-mnist', state: 'augment=rotate_shift', panel: 'More out of the same images' },
  { id: 'cifar-10', state: '' },
];

/** The course on a free port. */
async function serve() {
  const child = spawn(process.execPath, [at('../../cli/bin/nn101.js'), 'serve', '--port', '0', '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const { event, url } = JSON.parse(line);
    if (event === 'listening') return { url, close: () => child.kill('SIGINT') };
  }
  throw new Error('nn101 serve ended without a word');
}

/** Brings the panel of that heading to the top of the window. */
async function showPanel(page, title) {
  const heading = page.getByRole('heading', { level: 2, name: title }).first();
  await heading.waitFor({ timeout: patience });
  await heading.evaluate((element, space) => {
    const panel = element.closest('section') ?? element;
    scrollTo({ top: panel.getBoundingClientRect().top + scrollY - space, behavior: 'instant' });
  }, inset);
}

/** A PNG with a palette. */
function withFewColours(png, count) {
  const image = UPNG.decode(png.buffer.slice(png.byteOffset, png.byteOffset + png.byteLength));
  return Buffer.from(UPNG.encode(UPNG.toRGBA8(image), image.width, image.height, count));
}

async function takeLesson(browser, url, { id, state, act, panel }) {
  const context = await browser.newContext({
    colorScheme: 'light',
    reducedMotion: 'reduce',
    serviceWorkers: 'block',
    viewport: sizes[0],
  });
  context.setDefaultTimeout(patience);
  const page = await context.newPage();
  await page.goto(`${url}#/${id}?${state}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
  // Until nothing is on its way any more.
  await page.waitForFunction(() => !document.querySelector('main progress, main .loading'));
  await act?.(page);
  // What lies under the pointer looks as if it were meant.
  await page.mouse.move(0, 0);
  for (const { name, width, height, colours } of sizes) {
    await page.setViewportSize({ width, height });
    if (panel) await showPanel(page, panel);
    else await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
    await page.evaluate(() => document.fonts.ready);
    await page.waitForTimeout(500);
    writeFileSync(`${target}${id}-${name}.png`, withFewColours(await page.screenshot(), colours));
  }
  await context.close();
}

mkdirSync(target, { recursive: true });
const wanted = process.argv.slice(2);
const server = await serve();
const browser = await chromium.launch({
  executablePath: process.env.NN101_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  for (const lesson of lessons) {
    if (wanted.length > 0 && !wanted.includes(lesson.id)) continue;
    await takeLesson(browser, server.url, lesson);
    process.stdout.write(`${lesson.id}\n`);
  }
} finally {
  await browser.close();
  server.close();
}
