// What a page pays for a package when it starts: the main entry, bundled and minified for browsers, gzipped. Dependencies
// and peers are left out, each of ours is measured on its own; so is what the package imports later, with `import()`.
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';
import { root } from '../repository/tracked-files.ts';

/** Bytes, gzipped, of the package in `directory` (relative to the root), as it was built. */
export async function bundleSize(directory: string): Promise<number> {
  const bundle = await rolldown({
    input: join(root, directory, 'dist/index.js'),
    platform: 'browser',
    // Its own files and its `#` imports are the package; a bare name is another one.
    external: (id) => /^[@\w]/.test(id),
    logLevel: 'silent',
  });
  const { output } = await bundle.generate({ format: 'esm', minify: true });
  await bundle.close();
  const chunks = output.filter((part) => part.type === 'chunk');
  const later = new Set(chunks.flatMap(({ dynamicImports }) => dynamicImports));
  const code = chunks.filter(({ fileName }) => !later.has(fileName)).map((chunk) => chunk.code);
  return gzipSync(code.join('\n'), { level: 9 }).byteLength;
}
