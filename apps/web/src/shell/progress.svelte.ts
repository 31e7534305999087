// Which lessons the reader has done, remembered in this browser: one name per lesson, so that tabs which mark different
// lessons lose nothing of each other's.
import { SvelteSet } from 'svelte/reactivity';
import { forget, onRememberedElsewhere, recall, remember, remembered } from '../state/local-memory.ts';

const start = 'done.';
const done = new SvelteSet<string>();

/** The list that earlier versions kept, taken apart once. */
function adoptOldList(): void {
  const list = recall('done');
  if (Array.isArray(list)) for (const id of list) if (typeof id === 'string') remember(start + id, true);
  forget('done');
}

function read(): void {
  const now = remembered(start);
  for (const id of done) if (!now.includes(id)) done.delete(id);
  for (const id of now) done.add(id);
}

adoptOldList();
read();
onRememberedElsewhere(start, read);

export const progress = {
  /** Whether the lesson of that id is done. Reactive. */
  isDone: (id: string): boolean => done.has(id),
  mark(id: string, isDone: boolean): void {
    if (isDone) {
      done.add(id);
      remember(start + id, true);
    } else {
      done.delete(id);
      forget(start + id);
    }
  },
} as const;
