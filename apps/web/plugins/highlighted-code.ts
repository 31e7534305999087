// `import … from 'file.ts?highlighted'` gives a TypeScript file as text and as HTML with colours, made when the course
// is built, so that no highlighter travels to the reader. Who loads it: `../src/lessons/reading.ts`.
import { readFile } from 'node:fs/promises';
import { codeToHtml } from 'shiki';
import type { Plugin } from 'vite';

const query = '?highlighted';

// Both themes keep 4.5:1 on our backgrounds, comments included.
const themes = { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' } as const;

/** TypeScript as HTML: each word's colour by `light-dark()`, without a background. */
export async function highlight(code: string): Promise<string> {
  const html = await codeToHtml(code, { lang: 'ts', themes, defaultColor: 'light-dark()' });
  return html.replace(/<pre [^>]*>/, '<pre>');
}

/** The plugin. */
export function highlightedCode(): Plugin {
  return {
    name: 'nn101-highlighted-code',
    enforce: 'pre',
    load: {
      filter: { id: /\?highlighted$/ },
      async handler(id) {
        const path = id.slice(0, -query.length);
        this.addWatchFile(path);
        const code = await readFile(path, 'utf8');
        const html = await highlight(code);
        return {
          code: `export const code = ${JSON.stringify(code)};\nexport const html = ${JSON.stringify(html)};\n`,
          map: null,
          moduleType: 'js',
        };
      },
    },
  };
}
