// Functions whose last bit the language leaves to each engine: Math.exp and its like, and powers. What computes weights
// takes those of packages/deterministic-math.
import type { SourceText } from '../repository/tracked-files.ts';
import { childNode, type SyntaxNode, visitNodes } from './syntax-tree.ts';

/** What the language defines to the bit. */
const exact = new Set(
  'abs ceil clz32 floor fround imul max min round sign sqrt trunc E LN10 LN2 LOG10E LOG2E PI SQRT1_2 SQRT2'.split(
    ' ',
  ),
);

/** Each use of such a function, as `path: Math.exp` or `path: x ** y`. Powers of the literal 2 are exact. */
export function findEngineMath(source: SourceText): string[] {
  const found: string[] = [];
  for (const { node } of visitNodes(source)) {
    const use = memberOfMath(node) ?? power(node, source.text);
    if (use) found.push(`${source.path}: ${use}`);
  }
  return found;
}

function memberOfMath(node: SyntaxNode): string | undefined {
  if (node.type !== 'MemberExpression') return undefined;
  const name = childNode(node, 'property')?.name;
  return childNode(node, 'object')?.name === 'Math' && !exact.has(String(name)) ? `Math.${name}` : undefined;
}

function power(node: SyntaxNode, text: string): string | undefined {
  const isPower =
    (node.type === 'BinaryExpression' && node.operator === '**') ||
    (node.type === 'AssignmentExpression' && node.operator === '**=');
  if (!isPower || childNode(node, 'left')?.value === 2) return undefined;
  return text.slice(node.start, node.end);
}
