// KaTeX with its style, in a chunk of its own. Who loads it: `Formula.svelte`.
import './formula-style.ts';
import katex from 'katex';

/** TeX as HTML with MathML beside it. What cannot be read is shown as it is, in red. */
export function renderFormula(tex: string, { block = false }: { block?: boolean } = {}): string {
  return katex.renderToString(tex, { displayMode: block, throwOnError: false, output: 'htmlAndMathml' });
}
