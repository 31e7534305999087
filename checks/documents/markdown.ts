// What the checks read of a Markdown text: fenced code blocks, headings' anchors, links. Not a renderer.
import { readTracked, type SourceText } from '../repository/tracked-files.ts';

/** A fenced block: the words after the fence, the code without the fence's indentation, the line of the fence. */
export interface CodeBlock {
  readonly path: string;
  /** The line of the opening fence, from 1. */
  readonly line: number;
  readonly language: string;
  /** What follows the language, such as `run` in "```sh run". */
  readonly marks: readonly string[];
  readonly code: string;
}

/** A link's target as written, and its line, from 1. */
export interface Link {
  readonly target: string;
  readonly line: number;
}

interface Fence {
  readonly line: number;
  readonly indent: string;
  readonly fence: string;
  readonly words: readonly string[];
}

/** The project's documentation: every Markdown file except what changesets writes or consumes. */
export function readDocuments(): SourceText[] {
  return readTracked(/^(?!\.changeset\/)(?!(.*\/)?CHANGELOG\.md$).*\.md$/);
}

function openingFence(text: string, line: number): Fence | undefined {
  const match = /^(\s*)(`{3,}|~{3,})(.*)$/.exec(text);
  if (!match) return undefined;
  const [, indent, fence, words] = match;
  return { line, indent, fence, words: words.trim().split(/\s+/) };
}

function toBlock(
  { line, indent, words }: Fence,
  { path, body }: { path: string; body: readonly string[] },
): CodeBlock {
  const code = body.map((text) => (text.startsWith(indent) ? text.slice(indent.length) : text)).join('\n');
  return { path, line, language: words[0], marks: words.slice(1), code };
}

/** The fenced blocks of a document, in order. Throws where the last one is not closed. */
export function codeBlocks({ path, text }: SourceText): CodeBlock[] {
  const blocks: CodeBlock[] = [];
  let open: Fence | undefined;
  let body: string[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (!open) {
      open = openingFence(line, index + 1);
      body = [];
    } else if (line.trim() === open.fence) {
      blocks.push(toBlock(open, { path, body }));
      open = undefined;
    } else {
      body.push(line);
    }
  }
  if (open) throw new Error(`${path}:${open.line} opens a code block that nothing closes.`);
  return blocks;
}

// Blanks what is inside fences, so that a `#` comment is no heading; line numbers stay.
function proseLines(source: SourceText): string[] {
  const lines = source.text.split('\n');
  for (const { line, code } of codeBlocks(source)) {
    lines.fill('', line - 1, line + code.split('\n').length + 1);
  }
  return lines;
}

function anchorOf(heading: string): string {
  const plain = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll('`', '');
  return plain
    .trim()
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}\s_-]/gu, '')
    .replaceAll(/\s/g, '-');
}

/** The anchors that GitHub gives a document's headings; the second of one name ends in `-1`. */
export function headingAnchors(source: SourceText): string[] {
  const seen = new Map<string, number>();
  return proseLines(source).flatMap((line) => {
    const heading = /^#{1,6}\s+(.*?)\s*#*$/.exec(line);
    if (!heading) return [];
    const anchor = anchorOf(heading[1]);
    const before = seen.get(anchor) ?? 0;
    seen.set(anchor, before + 1);
    return [before === 0 ? anchor : `${anchor}-${before}`];
  });
}

/** The targets of inline links and images, and of link definitions; code is left out. */
export function links(source: SourceText): Link[] {
  return proseLines(source).flatMap((text, index) => {
    const prose = text.replace(/`[^`]*`/g, (code) => (text.includes(`[${code}](`) ? 'code' : ''));
    const inline = [...prose.matchAll(/\]\(\s*<?([^)\s>]+)>?[^)]*\)/g)].map((match) => match[1]);
    const definition = /^\s*\[[^\]]+\]:\s+(\S+)/.exec(prose);
    return [...inline, ...(definition ? [definition[1]] : [])].map((target) => ({ target, line: index + 1 }));
  });
}
