// The browsers in which a page trains: Chromium and Firefox, both over puppeteer.
import { existsSync } from 'node:fs';
import puppeteer, { type Browser } from 'puppeteer-core';

/** A browser of this machine. */
export interface InstalledBrowser {
  readonly name: 'Chromium' | 'Firefox';
  /** Why it is not used; undefined where it is there, and in continuous integration, where it must be. */
  readonly whyMissing: string | undefined;
  launch(): Promise<Browser>;
}

const longest = 15 * 60_000;

const chromium = process.env.NN101_CHROMIUM ?? '/usr/bin/chromium';
const firefox = process.env.NN101_FIREFOX ?? '/usr/bin/firefox-esr';

/** Both. */
export const browsers: readonly InstalledBrowser[] = [
  {
    name: 'Chromium',
    whyMissing: missing(chromium, 'NN101_CHROMIUM'),
    launch: () =>
      puppeteer.launch({
        executablePath: chromium,
        args: ['--no-sandbox', '--disable-gpu'],
        protocolTimeout: longest,
      }),
  },
  {
    name: 'Firefox',
    whyMissing: missing(firefox, 'NN101_FIREFOX'),
    launch: () => puppeteer.launch({ browser: 'firefox', executablePath: firefox, protocolTimeout: longest }),
  },
];

function missing(path: string, variable: string): string | undefined {
  return existsSync(path) || process.env.CI
    ? undefined
    : `skipped: there is no browser at ${path}; set ${variable}`;
}
