// How a command is written where a reader is to type it.

/**
 * `npx nn101 …`: works in a clone of the project, which is the only place to have the program from as long as nothing is
 * published, and in any project that has the package.
 */
export function nn101(words: string): string {
  return `npx nn101 ${words}`;
}
