// What a release tells its users: `changeset version`, as the release workflow runs it, in a small workspace that has the
// project's settings.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCommand } from '../documents/run-example.ts';
import { publishedPackages } from '../installed/pack-packages.ts';
import { readTracked, root } from '../repository/tracked-files.ts';

const workspace = mkdtempSync(join(tmpdir(), 'nn101-changelogs-'));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(workspace, path)), { recursive: true });
  writeFileSync(join(workspace, path), text);
}

async function run(program: string, ...args: string[]): Promise<void> {
  const { exitCode, output } = await runCommand({ program, args, directory: workspace });
  if (exitCode !== 0) throw new Error(`${program} ${args.join(' ')} fails: ${output}`);
}

async function release(changes: Readonly<Record<string, string>>): Promise<string[]> {
  for (const [name, text] of Object.entries(changes)) {
    write(`.changeset/${name}.md`, `---\n'${name}': minor\n---\n\n${text}\n`);
  }
  await run(join(root, 'node_modules/.bin/changeset'), 'version');
  return ['engine', 'car'].map((name) =>
    readFileSync(join(workspace, `packages/${name}/CHANGELOG.md`), 'utf8'),
  );
}

beforeAll(async () => {
  cpSync(join(root, '.changeset/changelog.mjs'), join(workspace, '.changeset/changelog.mjs'), {
    recursive: true,
  });
  cpSync(join(root, '.changeset/config.json'), join(workspace, '.changeset/config.json'));
  symlinkSync(join(root, 'node_modules'), join(workspace, 'node_modules'));
  write('.gitignore', 'node_modules\n');
  write('package.json', '{ "name": "example", "private": true, "workspaces": ["packages/*"] }');
  write('pnpm-workspace.yaml', 'packages:\n  - packages/*\n');
  write('packages/engine/package.json', '{ "name": "engine", "version": "0.0.0" }');
  write(
    'packages/car/package.json',
    '{ "name": "car", "version": "0.0.0", "dependencies": { "engine": "workspace:*" } }',
  );
  await run('git', 'init', '--quiet', '--initial-branch=main');
  await run('git', 'add', '.');
  await run('git', '-c', 'user.name=A', '-c', 'user.email=a@example.org', 'commit', '--quiet', '-m', 'Begin');
});

afterAll(() => rmSync(workspace, { recursive: true, force: true }));

describe('changelogs', () => {
  test('of a first release have its words and nothing else, then name the dependencies that changed', async () => {
    expect(await release({ engine: 'First release. It turns.', car: 'First release. It drives.' })).toEqual([
      '# engine\n\n## 0.1.0\n\n### Minor Changes\n\n- First release. It turns.\n',
      '# car\n\n## 0.1.0\n\n### Minor Changes\n\n- First release. It drives.\n',
    ]);
    const [engine, car] = await release({ engine: 'It turns faster.\n\nHow: see the README.' });
    expect(engine).toContain(
      '## 0.2.0\n\n### Minor Changes\n\n- It turns faster.\n\n  How: see the README.\n\n## 0.1.0',
    );
    expect(car).toContain(
      '## 0.1.1\n\n### Patch Changes\n\n- Updated dependencies: engine@0.2.0\n\n## 0.1.0',
    );
  });
});

describe('a package that is not published yet', () => {
  const changesets = readTracked(/^\.changeset\/.*\.md$/);
  const first = publishedPackages.filter(({ manifest }) => manifest.version === '0.0.0');

  test.each(first)('$manifest.name has one changeset, for its first release', ({ manifest }) => {
    const own = changesets.filter(({ text }) => text.includes(`'${manifest.name}':`));
    expect(own).toHaveLength(1);
    expect(own[0].text).toContain('\nFirst release. ');
  });
});
