// How readers get the program and the packages of the course. None is published yet: outside a clone, `npx nn101` and
// `npm install @nn101/…` would fail, or run whatever a stranger registers under these names. Once they are published, this
// file is all there is to change.

const clone = 'git clone https://github.com/nn101/nn101.git && cd nn101 && npm run setup';

export const texts = {
  clone,
  /** Beside a command of the program. */
  program: `The program is not on npm yet: run this in a clone of the course (${clone}).`,
  /** The head of a TypeScript program that uses the packages. */
  programHead: (fileName: string) => `// The packages of this course are not on npm yet. A clone has them:
//   ${clone}
// Save this file there as lessons/${fileName}, and run it with Node 22.18 or later:
//   node lessons/${fileName}
`,
} as const;
