// Time for one image, as a person reads it.

/** "5.2", "61.7", "140", "5,010": three figures or all that stand before the point. */
export function microseconds(value: number): string {
  if (value < 9.95) return value.toFixed(2);
  return value < 99.5 ? value.toFixed(1) : Math.round(value).toLocaleString('en');
}
