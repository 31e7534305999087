// What there is to read of a lesson, loaded when it is opened. The build makes it of the files in `lessons/NN-name/`
// at the repository's root: `../../plugins/lesson-markdown.ts` and `../../plugins/highlighted-code.ts`.

/** A lesson's prose as HTML. */
export interface ProseModule {
  readonly html: string;
  /** Whether KaTeX's style sheet is needed. */
  readonly hasFormulas: boolean;
}

/** Code as text, and with colours. */
export interface CodeModule {
  readonly code: string;
  readonly html: string;
}

/** All of it; what the lesson does not have is `undefined`. */
export interface Reading {
  readonly prose: ProseModule | undefined;
  readonly start: CodeModule | undefined;
  readonly solution: CodeModule | undefined;
}

const root = '../../../../lessons';
const proses = import.meta.glob<ProseModule>('../../../../lessons/*/lesson.md');
const codes = import.meta.glob<CodeModule>('../../../../lessons/*/{start,solution}.ts', {
  query: '?highlighted',
});

/** Loads what there is. Rejects where the browser cannot get the chunk. */
export async function readLesson(folder: string): Promise<Reading> {
  const [prose, start, solution] = await Promise.all([
    proses[`${root}/${folder}/lesson.md`]?.(),
    codes[`${root}/${folder}/start.ts`]?.(),
    codes[`${root}/${folder}/solution.ts`]?.(),
  ]);
  return { prose, start, solution };
}
