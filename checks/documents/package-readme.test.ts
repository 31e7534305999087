import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { publishedPackages } from '../installed/pack-packages.ts';
import { entryFiles } from '../packages/manifest-faults.ts';
import { readTracked, root } from '../repository/tracked-files.ts';
import type { WorkspacePackage } from '../repository/workspace-packages.ts';
import { readDocuments } from './markdown.ts';
import { errorCodes, findReadmeFaults } from './package-readme.ts';

async function exportedNames({ directory, manifest }: WorkspacePackage): Promise<string[]> {
  const { name, exports } = manifest;
  const entries = entryFiles({ name, exports }).filter((file) => /^\.\/dist\/.*\.js$/.test(file));
  const modules = await Promise.all(entries.map((file) => import(join(root, directory, file))));
  return [...new Set(modules.flatMap((module) => Object.keys(module)))];
}

function codesOf({ directory, manifest }: WorkspacePackage): string[] {
  if (manifest.exports === undefined) return [];
  const sources = readTracked(new RegExp(`^${directory}/src/[\\w-]*error\\.ts$`));
  return sources.flatMap(({ text }) => errorCodes(text));
}

describe.each(publishedPackages)('$manifest.name', (found) => {
  test('has a README that says what a stranger needs', async () => {
    const readme = readDocuments().find(({ path }) => path === `${found.directory}/README.md`);
    const { name } = found.manifest;
    expect(
      findReadmeFaults(readme ?? { path: found.directory, text: '' }, {
        name,
        exports: await exportedNames(found),
        codes: codesOf(found),
      }),
    ).toEqual([]);
  });
});

describe('findReadmeFaults', () => {
  const text =
    '# x\n```sh\nnpm install x\n```\n```ts\na();\n```\n## API\n| `a(b)` | does |\n| --- | --- |\n## Errors\n`ONE`\n';
  const holds = { name: 'x', exports: ['a'], codes: ['ONE'] };

  test('takes a README that has everything', () => {
    expect(findReadmeFaults({ path: 'README.md', text }, holds)).toEqual([]);
  });

  test('names what is missing', () => {
    const faults = findReadmeFaults({ path: 'README.md', text: '# x\n' }, holds);
    expect(faults).toHaveLength(5);
  });

  test('knows the members of a union, comments apart', () => {
    const source =
      "export type XErrorCode =\n  /** 'NO' */\n  | 'ONE' // 'NO'\n  | 'TWO';\nexport type Y = 'NO';";
    expect(errorCodes(source)).toEqual(['ONE', 'TWO']);
  });
});
