// Every word of the frame around the lessons: bars, overview, notices. A lesson's own words are in its own file.
import { fixed } from './quantities.ts';

export const texts = {
  course: 'Neural Networks 101',
  home: 'Neural Networks 101: overview',
  skip: 'Skip to the content',
  lessons: 'Lessons',
  rail: 'Lessons, in order',
  close: 'Close',
  done: 'Done',
  lessonName: ({ number, title, isDone }: { number: number; title: string; isDone: boolean }) =>
    `Lesson ${number}: ${title}${isDone ? ', done' : ''}`,
  copy: {
    offer: 'Copy',
    copied: 'Copied',
    failed: 'The browser did not copy this. It is selected: copy it with the keyboard or the menu.',
  },
  theme: { system: "Theme: the system's", light: 'Theme: light', dark: 'Theme: dark' },
  presenter: {
    enter: 'Presenter mode',
    bar: 'Presenter mode',
    back: 'Back (left arrow)',
    forward: 'Forward (right arrow)',
    fullScreen: 'Full screen',
    leave: 'Leave',
  },
  overview: {
    title: 'A neural network, with nothing hidden.',
    lead: 'Twelve lessons you can touch. First every number of a small network, then real ones, trained right here in your browser.',
    promise:
      'What you do here stays on your machine, and nothing has to be installed. After the first visit the lessons open without a network, with the images that they have loaded before.',
    start: ({ number, title, hasBegun }: { number: number; title: string; hasBegun: boolean }) =>
      hasBegun ? `Go on with lesson ${number}: ${title}` : 'Start with a single neuron',
    parts: [
      { id: 'part-numbers', title: 'Every number in sight', first: 1, last: 5 },
      { id: 'part-digits', title: 'Handwritten digits', first: 6, last: 9 },
      { id: 'part-images', title: 'Seeing', first: 10, last: 12 },
    ],
  },
  drawing: {
    atLeastOne: 'at least one',
    both: 'both',
    output: 'one, but not both',
    input: 'Input',
    caption:
      'Press the two inputs. Orange lines add, blue ones take away; the unit on the right says whether exactly one is on.',
    describe: ({
      inputs,
      atLeastOne,
      both,
      output,
    }: {
      inputs: readonly number[];
      atLeastOne: number;
      both: number;
      output: number;
    }) =>
      `A network of three units. Inputs ${inputs.join(' and ')}: at least one ${fixed(atLeastOne)}, both ${fixed(both)}, one but not both ${fixed(output)}.`,
  },
  lesson: {
    loading: 'Loading the lesson …',
    position: ({ number, count }: { number: number; count: number }) => `Lesson ${number} of ${count}`,
    link: 'Copy link',
    linkTitle: 'Copies a link that reproduces exactly what you see',
    interactive: 'Try it',
    reading: 'Read',
    code: 'Build it yourself',
    start: 'Start',
    solution: 'Solution',
    solutionNotice: 'One way to get there. Have you tried it yourself?',
    showSolution: 'Show the solution',
    markDone: 'I have done this lesson',
    pager: 'Previous and next lesson',
    previous: 'Previous',
    next: 'Next',
    overview: 'Overview',
    unloaded: 'This lesson could not be loaded',
    unread: 'The text of this lesson could not be loaded',
    unloadedWhy: 'The network may be away. What you have done so far is still there.',
    broken: 'Something went wrong in this lesson',
    retry: 'Try again',
    nonsense: 'Part of this link made no sense',
    nonsenseWhy: (fields: readonly { field: string; text: string }[]) =>
      `${fields
        .slice(0, 5)
        .map(({ field, text }) => `${field.slice(0, 30)} = “${text.slice(0, 40)}”`)
        .join(', ')}${fields.length > 5 ? ' and more' : ''}: the usual value is used instead.`,
  },
  export: {
    asCode: 'As code',
    languages: { typescript: 'TypeScript', keras: 'Keras', pytorch: 'PyTorch' },
    notes: {
      typescript: 'With the packages of this course: the same seed gives the same weights, bit for bit.',
      keras: 'The same network and settings with other random numbers: the result lies near this one.',
      pytorch: 'The same network and settings with other random numbers: the result lies near this one.',
    },
    sameSettings:
      'With the packages of this course: the same network and settings. The result lies near this one, but for drawings of yours that it was trained on.',
    save: (fileName: string) => `Save ${fileName}`,
  },
  unknown: {
    title: 'There is no such lesson',
    explanation: (page: string) =>
      `The address asks for “${page.slice(0, 60)}”. All lessons are listed here:`,
  },
  footer: {
    text: 'MIT licensed. Training runs in your browser, on your processor; no data leave your machine.',
    licenses: { file: 'third-party-licenses.txt', text: 'Licenses of what the course contains' },
    offline: 'Works offline now.',
    update: 'A newer version of the course is ready.',
    reload: 'Load it',
  },
} as const;
