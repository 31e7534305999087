import { expect, test } from 'vitest';
import { liveLine } from './live-line.ts';

function screen(isTerminal = true) {
  const written: string[] = [];
  const output = {
    isTerminal,
    colours: 'none' as const,
    columns: () => 80,
    write: (text: string) => written.push(text),
  };
  let time = 0;
  const line = liveLine(output, () => {
    time += 100;
    return time;
  });
  return { line, written };
}

test('a line is overwritten and erased without escape codes', () => {
  const { line, written } = screen();
  line.show(() => 'three of ten');
  line.show(() => 'four');
  line.clear();
  line.clear();
  expect(written).toEqual(['\rthree of ten', `\rfour${' '.repeat(8)}`, `\r${' '.repeat(6)}`, '\r']);
});

test('colours do not count as width', () => {
  const { line, written } = screen();
  line.show(() => '\x1b[36m━━\x1b[39m');
  line.show(() => '');
  expect(written[1]).toBe('\r  ');
});

test('nothing is drawn on an output that cannot be redrawn', () => {
  const { line, written } = screen(false);
  line.show(() => 'a');
  line.clear();
  expect(written).toEqual([]);
});
