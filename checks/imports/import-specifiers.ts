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

/** One import. */
export interface Import {
  readonly specifier: string;
  /** Whether the statement names types alone, so that nothing of it is left in what runs. */
  readonly isType: boolean;
}

/** The imports in order of appearance. A dynamic import of anything but a string literal is left out. */
export function importsOf(source: SourceText): Import[] {
  const imports: Import[] = [];
  for (const { node } of visitNodes(source)) {
    if (!importing.has(node.type)) continue;
    const specifier = childNode(node, 'source')?.value;
    const isType = [node.importKind, node.exportKind].includes('type') || node.type === 'TSImportType';
    if (typeof specifier === 'string') imports.push({ specifier, isType });
  }
  return imports;
}

/** The specifiers of these imports. */
export function importSpecifiers(source: SourceText): string[] {
  return importsOf(source).map(({ specifier }) => specifier);
}
