// What the page remembers between visits, by name. Where the browser keeps nothing (private windows, blocked storage)
// it forgets, and nothing else happens.

const prefix = 'nn101.';

/** What was remembered under `name`; `undefined` where there is nothing or it is damaged. */
export function recall(name: string): unknown {
  try {
    const text = localStorage.getItem(prefix + name);
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Remembers a value that JSON can hold. */
export function remember(name: string, value: unknown): void {
  try {
    localStorage.setItem(prefix + name, JSON.stringify(value));
  } catch {
    // A full or forbidden storage is no reason to stop a lesson.
  }
}
