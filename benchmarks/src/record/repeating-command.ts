// The command line that a record keeps, so that anyone can measure the same again.

/** `node benchmarks/dist/PROGRAM.js` with its words, less `--out`: where a result goes is no part of it. */
export function repeatingCommand(program: string, words: readonly string[]): string {
  const kept = words.filter((word, index) => !/^--out(=|$)/.test(word) && words[index - 1] !== '--out');
  return [`node benchmarks/dist/${program}.js`, ...kept].join(' ');
}
