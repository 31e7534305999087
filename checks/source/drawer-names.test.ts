import { expect, test } from 'vitest';
import { trackedFiles } from '../repository/tracked-files.ts';
import { findDrawers } from './drawer-names.ts';

test('no file or folder of the project is a drawer', () => {
  expect(findDrawers(trackedFiles())).toEqual([]);
});

test('drawers are found among files and folders, and topics are not', () => {
  const drawers = [
    'src/utils.ts',
    'src/Util/a.ts',
    'helpers/b.ts',
    'common.test.ts',
    'src/misc/c.ts',
    'tar-utils.ts',
  ];
  const topics = ['src/tar.ts', 'src/utility-theory.ts', 'src/common-prefix.ts', 'docs/helping.md'];
  expect(findDrawers([...drawers, ...topics])).toEqual(drawers);
});
