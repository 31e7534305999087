// A number with its noun.

/** "1 epoch", "12 epochs", "60,000 images". For nouns whose plural is an s. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}
