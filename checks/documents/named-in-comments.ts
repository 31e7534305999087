// Source files and functions that comments name and that do not exist: a comment is not compiled, so a rename passes it by.
import type { SourceText } from '../repository/tracked-files.ts';

/** A file's name, with or without its folders; `vite.config.ts` is one, `e.g.` is none. */
const fileName = /(?<![\w./@-])((?:\.\.?\/)*[\w-]+(?:[./][\w-]+)*\.(?:ts|mjs|svelte))(?![\w/])/g;
/** A function in the form `name()`, also of an object. */
const functionName = /(?<![\w$])([A-Za-z_$][\w$]*)\(\)/g;

/** Names that are not the project's own, with the reason why a comment uses them. */
const foreign: Readonly<Record<string, string>> = {
  'file.ts': 'the example of a code block with a title',
  'train.ts': 'the program that the page exports',
  'lessons/train.ts': 'where a test runs the program that the page exports',
  'image-utils.ts': 'the example of a name that the check refuses',
  showDirectoryPicker: 'of browsers',
  describeWithFlags: "of tfjs' tests",
  makeOutput: "of tfjs' wasm backend",
  numel: 'of PyTorch',
  get_state: 'of NumPy',
  to_json: 'of Keras',
};

/** The comments of a file, and what is left of it. Whole lines alone: code behind a statement names nothing far away. */
function separate(text: string): { readonly comments: readonly [number, string][]; readonly code: string } {
  const comments: [number, string][] = [];
  const code: string[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (/^\s*(\/\/|\/\*|\*)/.test(line)) comments.push([index + 1, line]);
    else code.push(line);
  }
  return { comments, code: code.join('\n') };
}

/** One sentence for each named file that no path ends in, and each function whose name stands nowhere in the code. */
export function findMissingInComments(sources: readonly SourceText[], paths: readonly string[]): string[] {
  const files = sources.map(({ path, text }) => ({ path, ...separate(text) }));
  const words = new Set(files.flatMap(({ code }) => code.match(/[A-Za-z_$][\w$]*/g) ?? []));
  const exists = (name: string) => {
    const plain = name.replace(/^(?:\.\.?\/)+/, '');
    return foreign[plain] !== undefined || paths.some((path) => path === plain || path.endsWith(`/${plain}`));
  };
  return files.flatMap(({ path, comments }) =>
    comments.flatMap(([line, text]) => [
      ...[...text.matchAll(fileName)]
        .filter(([, name]) => !exists(name))
        .map(([, name]) => `${path}:${line} names ${name}, which does not exist`),
      ...[...text.matchAll(functionName)]
        .filter(([, name]) => !words.has(name) && foreign[name] === undefined)
        .map(([, name]) => `${path}:${line} names ${name}(), which does not exist`),
    ]),
  );
}
