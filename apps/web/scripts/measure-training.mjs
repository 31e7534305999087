// How long mnist-basic's notebook run takes in the page, beside `nn101 train` on the same machine: rounds of both in
// turn, the best of each counts. Wants MNIST from NN101_MIRROR or the cache. `npm run measure -- 3` makes three rounds.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const program = fileURLToPath(new URL('../../cli/bin/nn101.js', import.meta.url));
const rounds = Number(process.argv[2] ?? 3);
const patience = 30 * 60_000;

async function serve() {
  const child = spawn(process.execPath, [program, 'serve', '--port', '0', '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const { event, url } = JSON.parse(line);
    if (event === 'listening') return { url, close: () => child.kill('SIGINT') };
  }
  throw new Error('nn101 serve ended without a word');
}

/** Seconds of the training alone, as the page tells them of its finished run. */
async function inPage(browser, url) {
  const page = await browser.newPage();
  page.setDefaultTimeout(patience);
  await page.goto(`${url}#/simple-model`);
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await page.getByTestId('weights-hash').waitFor();
  const kept = await page.evaluate(() => JSON.parse(localStorage.getItem('nn101-runs') ?? '[]'));
  await page.context().close();
  return { seconds: kept.at(-1).result.seconds, hash: kept.at(-1).result.weightsSha256 };
}

function inTerminal() {
  const out = join(mkdtempSync(join(tmpdir(), 'nn101-measure-')), 'run');
  execFileSync(process.execPath, [program, 'train', 'mnist-basic', '--out', out]);
  const { result, weightsSha256 } = JSON.parse(readFileSync(join(out, 'run.json'), 'utf8'));
  return { seconds: result.seconds, hash: weightsSha256 };
}

const server = await serve();
const browser = await chromium.launch({
  executablePath: process.env.NN101_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
const best = { page: Number.POSITIVE_INFINITY, terminal: Number.POSITIVE_INFINITY };
try {
  for (let round = 1; round <= rounds; round++) {
    const terminal = inTerminal();
    const page = await inPage(browser, server.url);
    best.page = Math.min(best.page, page.seconds);
    best.terminal = Math.min(best.terminal, terminal.seconds);
    const same = page.hash === terminal.hash ? 'the same weights' : 'OTHER WEIGHTS';
    process.stdout.write(
      `${round}: page ${page.seconds.toFixed(2)} s, terminal ${terminal.seconds.toFixed(2)} s, ${same}\n`,
    );
  }
} finally {
  await browser.close();
  server.close();
}
process.stdout.write(`best page / best terminal: ${(best.page / best.terminal).toFixed(2)}\n`);
