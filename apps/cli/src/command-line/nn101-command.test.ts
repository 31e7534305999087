import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { resumeCommand, shellWord } from './nn101-command.ts';

test.each([
  ['runs/a', 'npx nn101 train --resume runs/a'],
  ['/tmp/my runs/a', 'npx nn101 train --resume "/tmp/my runs/a"'],
  ["it's", 'npx nn101 train --resume "it\'s"'],
])('%s', (name, command) => {
  expect(resumeCommand(name)).toBe(command);
});

// cmd and PowerShell have no backslash escapes, and file names on Windows contain no quotes.
test.each([
  ['runs\\a', 'runs\\a'],
  ['C:\\my runs\\a', '"C:\\my runs\\a"'],
  ['a&b', '"a&b"'],
])('on Windows: %s', (name, word) => {
  expect(shellWord(name, 'win32')).toBe(word);
});

const words = ['plain', 'two words', '$HOME', '`x`', "it's $5", 'back\\slash', 'a"b', 'a!b', '*', 'ü;é'];
test.skipIf(process.platform === 'win32').each(words)('sh reads it back: %s', (word) => {
  const line = `printf %s ${shellWord(word, 'linux')}`;
  expect(execFileSync('sh', ['-c', line], { encoding: 'utf8' })).toBe(word);
});
