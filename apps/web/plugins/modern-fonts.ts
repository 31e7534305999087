// KaTeX's style sheet offers each font in three formats; every browser that runs the course reads the first, and the
// others would double what is kept for use offline.
import type { Plugin } from 'vite';

/** Leaves of every `@font-face` of KaTeX the woff2. */
export function modernFonts(): Plugin {
  return {
    name: 'nn101-modern-fonts',
    enforce: 'pre',
    transform: {
      filter: { id: /katex(\.min)?\.css$/ },
      handler: (css) => ({
        code: css.replace(/,\s*url\([^)]+\)\s*format\("(?:woff|truetype)"\)/g, ''),
        map: null,
      }),
    },
  };
}
