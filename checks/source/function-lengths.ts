// How many lines each function of a source text takes, from its first to its last line. The limit itself:
// `file-budget.ts`.
import type { SourceText } from '../repository/tracked-files.ts';
import { childNode, type SyntaxNode, visitNodes } from './syntax-tree.ts';

/** A function, by the name it is declared with or bound to. */
export interface FunctionLength {
  readonly name: string;
  /** The line it begins on, from 1. */
  readonly line: number;
  readonly lines: number;
}

const functionTypes = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);

function nameOf(node: SyntaxNode, parent: SyntaxNode | undefined): string {
  const own = childNode(node, 'id');
  const bound = parent && (childNode(parent, 'key') ?? childNode(parent, 'id'));
  const name = (own ?? bound)?.name;
  return typeof name === 'string' ? name : '(anonymous)';
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

/** The lengths of all functions, methods and arrow functions in `source`, in order of their beginning. */
export function functionLengths(source: SourceText): FunctionLength[] {
  const lengths: FunctionLength[] = [];
  for (const { node, parent } of visitNodes(source)) {
    if (!functionTypes.has(node.type)) continue;
    const line = lineAt(source.text, node.start);
    lengths.push({ name: nameOf(node, parent), line, lines: lineAt(source.text, node.end) - line + 1 });
  }
  return lengths;
}
