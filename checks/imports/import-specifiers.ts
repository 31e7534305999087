// What a source text imports: static, dynamic and type imports, and re-exports. Whether it may:
// `dependency-direction.ts`.
import type { SourceText } from '../repository/tracked-files.ts';
import { childNode, visitNodes } from '../source/syntax-tree.ts';

const importing = new Set([
  'ImportDeclaration',
  'ExportNamedDeclaration',
  'ExportAllDeclaration',
  'ImportExpression',
  'TSImportType',
]);

/** The specifiers in order of appearance. A dynamic import of anything but a string literal is left out. */
export function importSpecifiers(source: SourceText): string[] {
  const specifiers: string[] = [];
  for (const { node } of visitNodes(source)) {
    if (!importing.has(node.type)) continue;
    const specifier = childNode(node, 'source')?.value;
    if (typeof specifier === 'string') specifiers.push(specifier);
  }
  return specifiers;
}
