// Which lessons the reader has done, remembered in this browser.
import { SvelteSet } from 'svelte/reactivity';
import { recall, remember } from '../state/local-memory.ts';

const remembered = recall('done');
const done = new SvelteSet<string>(
  Array.isArray(remembered) ? remembered.filter((id) => typeof id === 'string') : [],
);

export const progress = {
  /** Whether the lesson of that id is done. Reactive. */
  isDone: (id: string): boolean => done.has(id),
  mark(id: string, isDone: boolean): void {
    if (isDone) done.add(id);
    else done.delete(id);
    remember('done', [...done]);
  },
} as const;
