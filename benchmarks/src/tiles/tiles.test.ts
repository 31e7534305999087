// Every tile that is timed computes a product.
import { expect, test } from 'vitest';
import { tiles } from './measure-tiles.ts';
import { tileModule } from './tile-module.ts';
import { tileName } from './tile-source.ts';

const module = await tileModule(tiles, 'plain');

test.each(tiles.map((tile) => ({ name: tileName(tile), ...tile })))(
  'a tile of $name',
  ({ rows, columns }) => {
    const [passes, k, a, b, c] = [2, 3, 65536, 131072, 196608];
    const floats = new Float32Array(module.memory.buffer);
    const left = (row: number, step: number) => row + 10 * step;
    const right = (step: number, column: number) => column - 5 * step;
    for (let row = 0; row < passes * rows; row++)
      for (let step = 0; step < k; step++) floats[a / 4 + row * k + step] = left(row, step);
    for (let step = 0; step < k; step++)
      for (let column = 0; column < columns; column++)
        floats[b / 4 + step * columns + column] = right(step, column);
    module.of({ rows, columns })(passes, k, a, 4 * k, b, c, 4 * columns);
    for (let row = 0; row < passes * rows; row++) {
      for (let column = 0; column < columns; column++) {
        const sum = [0, 1, 2].reduce((all, step) => all + left(row, step) * right(step, column), 0);
        expect(floats[c / 4 + row * columns + column]).toBe(sum);
      }
    }
  },
);
