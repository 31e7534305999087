// What the READMEs tell users to write is, to the letter, what the projects here are written with.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { codeBlocks, readDocuments } from '../documents/markdown.ts';

const source = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const address = /^(?:import simd from|const simd =) .*;$/m;

describe.each(['kernels', 'train'])('the README of @nn101/%s', (name) => {
  const readme = readDocuments().find(({ path }) => path === `packages/${name}/README.md`);
  const blocks = readme ? codeBlocks(readme).map(({ code }) => code) : [];

  test.each(['vite', 'webpack', 'esbuild'])('has the lines for %s', (bundler) => {
    const project = source(`./bundlers/${bundler}.js`);
    expect(readme?.text).toContain(`\`${address.exec(project)?.[0]}\``);
    const shared = blocks.find((code) => code.includes('setWasmPaths({')) ?? 'nothing';
    for (const line of shared.split('\n')) expect(project.split('\n')).toContain(line);
  });

  test('has the configuration of Next.js', () => {
    expect(blocks).toContain(source('./next/next.config.mjs').trim());
  });
});
