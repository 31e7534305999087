// The command line that goes on with a run.

/** `nn101 train --resume …`, as a shell takes it. */
export function resumeCommand(name: string): string {
  return `nn101 train --resume ${shellWord(name)}`;
}

/** The word as it is, or in quotes where a shell would see more in it than a word. */
export function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
