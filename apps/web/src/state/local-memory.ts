// What the page remembers between visits, by name. Where the browser keeps nothing (private windows, blocked storage)
// it forgets, and nothing else happens.

const prefix = 'nn101.';

/** The browser's store of texts; where reaching for it is forbidden, an empty one that keeps nothing. */
export const textStore: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> = {
  getItem(name) {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  },
  setItem(name, text) {
    try {
      localStorage.setItem(name, text);
    } catch {
      // A full or forbidden storage is no reason to stop a lesson.
    }
  },
  removeItem(name) {
    try {
      localStorage.removeItem(name);
    } catch {
      // As above.
    }
  },
};

/** What was remembered under `name`; `undefined` where there is nothing or it is damaged. */
export function recall(name: string): unknown {
  try {
    const text = textStore.getItem(prefix + name);
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Remembers a value that JSON can hold. */
export function remember(name: string, value: unknown): void {
  textStore.setItem(prefix + name, JSON.stringify(value));
}
