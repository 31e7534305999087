// `import` of a lesson's `lesson.md` gives its prose as HTML, made when the course is built: Markdown by marked,
// formulas between $ and $$ by KaTeX. Who loads it: `../src/lessons/reading.ts`.
import { Marked } from 'marked';
import markedKatex from 'marked-katex-extension';
import type { Plugin } from 'vite';

/** What the module exports. */
export interface LessonProse {
  /** Without the title, which the registry knows. */
  readonly html: string;
  readonly hasFormulas: boolean;
}

/** A formula in a paragraph of its own that goes over several lines, which the extension wants between lines of $$. */
const wrappedFormula = /^\$\$([^$\n]+\n[^$]+?)\$\$$/gm;

const marked = new Marked({ gfm: true });
marked.use(markedKatex({ throwOnError: true, nonStandard: true }));
marked.use({
  renderer: {
    // Long formulas and code scroll by themselves, so the keyboard must reach them.
    code: ({ text }) => `<pre tabindex="0" role="group" aria-label="Code">${escapeHtml(text)}</pre>\n`,
  },
});

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Renders a lesson's Markdown. Throws where a formula has a mistake, or a $ is left over. */
export function renderLesson(markdown: string): LessonProse {
  const text = markdown.replace(/^# .*\n+/, '').replace(wrappedFormula, '$$$$\n$1\n$$$$');
  const html = marked.parse(text, { async: false });
  const leftover = /.{0,30}\$.{0,30}/.exec(html.replace(/<(pre|code|annotation)\b.*?<\/\1>/gs, ''));
  if (leftover) throw new Error(`A formula was not understood near: ${leftover[0]}`);
  const scrolling = html
    .replaceAll('<table>', '<div class="scrolling" tabindex="0" role="group" aria-label="Table"><table>')
    .replaceAll('</table>', '</table></div>')
    .replaceAll(
      '<span class="katex-display">',
      '<span class="katex-display scrolling" tabindex="0" role="group" aria-label="Formula">',
    );
  return { html: scrolling, hasFormulas: html.includes('class="katex"') };
}

/** The plugin. */
export function lessonMarkdown(): Plugin {
  return {
    name: 'nn101-lesson-markdown',
    transform: {
      filter: { id: /\/lesson\.md$/ },
      handler(markdown) {
        const { html, hasFormulas } = renderLesson(markdown);
        return {
          code: `export const html = ${JSON.stringify(html)};\nexport const hasFormulas = ${hasFormulas};\n`,
          map: null,
          moduleType: 'js',
        };
      },
    },
  };
}
