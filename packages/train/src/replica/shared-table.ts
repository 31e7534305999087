// Copies a data set to shared memory once, so that all threads read it without a copy of their own.
import type { Table, TableColumn } from '../data/training-data.ts';

/** Returns the same table in shared memory; a table that is there already is not copied. */
export function sharedTable({ samples, inputs, targets }: Table): Table {
  return { samples, inputs: inputs.map(shared), targets: targets.map(shared) };
}

function shared<Shared extends TableColumn>(column: Shared): Shared {
  const { values } = column;
  if (values.buffer instanceof SharedArrayBuffer) return column;
  const buffer = new SharedArrayBuffer(values.byteLength);
  new Uint8Array(buffer).set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  return { ...column, values: viewOf(values, buffer) };
}

function viewOf(values: TableColumn['values'], buffer: SharedArrayBuffer): TableColumn['values'] {
  if (values instanceof Uint8Array) return new Uint8Array(buffer);
  return values instanceof Int32Array ? new Int32Array(buffer) : new Float32Array(buffer);
}
