// Sizes, durations and counts as text for people.

/** Bytes in powers of ten: "512 B", "9.7 MB". */
export function byteSize(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let [value, unit] = [bytes, 0];
  while (value >= 999.5 && unit < units.length - 1) [value, unit] = [value / 1000, unit + 1];
  return `${unit === 0 || value >= 99.5 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

/** Seconds: "0.8 s", "42 s", "3 min 05 s", "2 h 10 min". */
export function duration(seconds: number): string {
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const pad = (value: number) => String(value).padStart(2, '0');
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${pad(whole % 60)} s`;
  return `${Math.floor(whole / 3600)} h ${pad(Math.floor((whole % 3600) / 60))} min`;
}

/** Microseconds with three significant digits, or all digits before the point: "5.20", "61.7", "140", "5,010". */
export function microseconds(value: number): string {
  if (value < 9.95) return value.toFixed(2);
  return value < 99.5 ? value.toFixed(1) : Math.round(value).toLocaleString('en');
}

/** A count with its noun: "1 epoch", "12 epochs", "60,000 images". For nouns whose plural ends in s. */
export function pluralize(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}
