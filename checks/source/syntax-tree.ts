// TypeScript and JavaScript as a syntax tree (ESTree), through the parser that comes with vite. What is read from
// it: `function-lengths.ts`, `../imports/import-specifiers.ts`.
import { parseAst } from 'vite';
import type { SourceText } from '../repository/tracked-files.ts';

/** A node of the tree; `start` and `end` are offsets into the text. */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

/** A node and what it stands in; the program itself has no parent. */
export interface Visit {
  readonly node: SyntaxNode;
  readonly parent: SyntaxNode | undefined;
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

/** Narrows a node's field to a node; `undefined` where it holds anything else. */
export function childNode(node: SyntaxNode, field: string): SyntaxNode | undefined {
  const value = node[field];
  return isNode(value) ? value : undefined;
}

function* visit(node: SyntaxNode, parent: SyntaxNode | undefined): Generator<Visit> {
  yield { node, parent };
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) yield* visit(child, node);
    }
  }
}

// AssemblyScript decorates functions, which TypeScript's grammar does not know; blanked, lines stay as they are.
function withoutDecorators({ path, text }: SourceText): string {
  return path.includes('/assembly/') ? text.replace(/^\s*@\w+(\(.*?\))?/gm, '') : text;
}

/** Every node of a source text, parents first. Throws the parser's error where the text is not valid. */
export function* visitNodes(source: SourceText): Generator<Visit> {
  const lang = source.path.endsWith('ts') ? 'ts' : 'js';
  const program: unknown = parseAst(withoutDecorators(source), { lang }, source.path);
  if (isNode(program)) yield* visit(program, undefined);
}
