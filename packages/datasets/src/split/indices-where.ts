// Which places of an array hold what is wanted: the images of a class, those that were held out.

/** Where the values that are wanted stand. */
export function indicesWhere(values: Uint8Array, wanted: (value: number) => boolean): Uint32Array {
  const found: number[] = [];
  values.forEach((value, index) => {
    if (wanted(value)) found.push(index);
  });
  return Uint32Array.from(found);
}
