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
  const chunks = new Map(
    output.filter((part) => part.type === 'chunk').map((chunk) => [chunk.fileName, chunk]),
  );
  const needed = new Set([...chunks.values()].filter(({ isEntry }) => isEntry));
  // A set that is added to while it is gone through gives what is added too.
  for (const { imports } of needed) {
    for (const name of imports) {
      const chunk = chunks.get(name);
      if (chunk) needed.add(chunk);
    }
  }
  const code = [...needed].map((chunk) => chunk.code);
  return gzipSync(code.join('\n'), { level: 9 }).byteLength;
}
