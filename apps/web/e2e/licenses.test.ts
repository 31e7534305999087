// The license texts that travel with the course inside the published program, as the build collected them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { licensesFile } from '../plugins/third-party-licenses.ts';
import { texts } from '../src/texts/shell.ts';
import { builtCourse } from './testing/course-server.ts';

describe('the licenses beside the built course', () => {
  const text = readFileSync(join(builtCourse, licensesFile), 'utf8');

  test('names every package that the course depends on, and what these bring along', () => {
    const { dependencies } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
    const direct = Object.keys(dependencies).filter((name) => !name.startsWith('@nn101/'));
    const further = [
      '@observablehq/plot',
      'd3-scale',
      'seedrandom',
      'workbox-core',
      '@tensorflow/tfjs-backend-cpu',
    ];
    for (const name of [...direct, ...further]) expect(text).toContain(`\n${name} `);
  });

  test.each([
    ['KaTeX', 'Khan Academy and other contributors'],
    ['Source Serif', 'SIL OPEN FONT LICENSE'],
    ['Svelte', 'Svelte Contributors'],
    ['D3', 'Mike Bostock'],
    ['TensorFlow.js', 'Apache License'],
    ['XNNPACK, inside the WebAssembly of TensorFlow.js', 'For XNNPACK software'],
  ])('has the license of %s', (_name, words) => {
    expect(text).toContain(words);
  });

  test('are linked from the page', () => {
    expect(texts.footer.licenses.file).toBe(licensesFile);
  });
});
