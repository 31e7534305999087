// QMNIST's labels: an IDX file of eight 32-bit columns (class, series, writer, ...), of which the first is taken.
import { DatasetError } from '../error.ts';
import { parseIdx } from '../formats/idx.ts';
import { allocate } from '../memory.ts';
import type { ReadContent } from './descriptor.ts';

const COLUMNS = 8;

/** The classes out of a file of extended labels, `[count, 8]` 32-bit numbers. @throws DatasetError `PARSE_IDX`. */
export async function readExtendedLabels(read: ReadContent, prefix: string): Promise<Uint8Array> {
  const { type, shape, data } = parseIdx(await read(`${prefix}-labels-idx2-int`));
  if (type !== 'int32' || shape.length !== 2 || shape[1] !== COLUMNS) {
    throw new DatasetError(
      'PARSE_IDX',
      `${prefix} labels expect int32 [count, ${COLUMNS}], received ${type} [${shape}]. Is it another file under this name?`,
    );
  }
  const classes = allocate(shape[0]);
  // A negative or large number becomes 255, which is no class, instead of wrapping round to one.
  for (let row = 0; row < classes.length; row++) {
    const label = data[row * COLUMNS];
    classes[row] = label >= 0 && label < 255 ? label : 255;
  }
  return classes;
}
