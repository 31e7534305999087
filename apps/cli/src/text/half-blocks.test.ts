import { describe, expect, test } from 'vitest';
import { halfBlocks } from './half-blocks.ts';

const corners = { width: 2, height: 2, channels: 1 as const, data: Float32Array.of(255, 0, 0, 255) };

describe('halfBlocks', () => {
  test('without colours a pixel is on or off', () => {
    expect(halfBlocks(corners, { columns: 2, colours: 'none' })).toEqual(['▀▄']);
    const column = { width: 1, height: 4, channels: 1 as const, data: Float32Array.of(255, 255, 0, 0) };
    expect(halfBlocks(column, { columns: 1, colours: '16' })).toEqual(['█', ' ']);
  });

  test('in true colour the upper pixel is the text and the lower one the background', () => {
    const colour = { width: 1, height: 2, channels: 3 as const, data: Float32Array.of(1, 2, 3, 40, 50, 60) };
    expect(halfBlocks(colour, { columns: 1, colours: 'truecolor' })).toEqual([
      '\x1b[38;2;1;2;3;48;2;40;50;60m▀\x1b[0m',
    ]);
  });

  test('in 256 colours greys come from the ramp of greys, black and white from the cube', () => {
    expect(halfBlocks(corners, { columns: 2, colours: '256' })).toEqual([
      '\x1b[38;5;231;48;5;16m▀\x1b[38;5;16;48;5;231m▀\x1b[0m',
    ]);
    const grey = { width: 1, height: 2, channels: 1 as const, data: Float32Array.of(128, 8) };
    expect(halfBlocks(grey, { columns: 1, colours: '256' })).toEqual(['\x1b[38;5;244;48;5;232m▀\x1b[0m']);
    const colour = {
      width: 1,
      height: 2,
      channels: 3 as const,
      data: Float32Array.of(255, 0, 0, 95, 135, 175),
    };
    expect(halfBlocks(colour, { columns: 1, colours: '256' })).toEqual(['\x1b[38;5;196;48;5;67m▀\x1b[0m']);
  });

  test('a colour is set once for all its neighbours', () => {
    const [line] = halfBlocks(
      { ...corners, data: new Float32Array(4) },
      { columns: 2, colours: 'truecolor' },
    );
    expect(line).toBe('\x1b[38;2;0;0;0;48;2;0;0;0m▀▀\x1b[0m');
  });
});
