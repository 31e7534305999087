import { expect, test } from 'vitest';
import { resumeCommand } from './resume-command.ts';

test.each([
  ['runs/a', 'nn101 train --resume runs/a'],
  ['/tmp/my runs/a', "nn101 train --resume '/tmp/my runs/a'"],
  ["it's", "nn101 train --resume 'it'\\''s'"],
])('%s', (name, command) => {
  expect(resumeCommand(name)).toBe(command);
});
