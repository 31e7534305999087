// What the page remembers between visits, by name. Several tabs may be open: what grows (finished runs, lessons that are
// done) has one name per item, so that no tab writes over what another one added. Where the browser keeps nothing
// (blocked storage) the page forgets, and nothing else happens.

const prefix = 'nn101.';

/** Texts by name, which outlive the page. */
export interface TextStore {
  getItem(name: string): string | null;
  /** Returns whether the text is kept; a full or forbidden store keeps nothing. */
  setItem(name: string, text: string): boolean;
  removeItem(name: string): void;
  /** All names, in no order. */
  keys(): string[];
}

/** The browser's store of texts; where reaching for it is forbidden, an empty one that keeps nothing. */
export const textStore: TextStore = {
  getItem: (name) => attempt(() => localStorage.getItem(name), null),
  setItem: (name, text) =>
    attempt(() => {
      localStorage.setItem(name, text);
      return true;
    }, false),
  removeItem: (name) => attempt(() => localStorage.removeItem(name), undefined),
  keys: () => attempt(() => Object.keys(localStorage), []),
};

function attempt<T>(reach: () => T, otherwise: T): T {
  try {
    return reach();
  } catch {
    return otherwise;
  }
}

/** What was remembered under `name`; `undefined` where there is nothing or it is damaged. */
export function recall(name: string): unknown {
  return readJson(textStore, prefix + name);
}

/** Remembers a value that JSON can hold. */
export function remember(name: string, value: unknown): void {
  textStore.setItem(prefix + name, JSON.stringify(value));
}

/** Forgets what was remembered under `name`. */
export function forget(name: string): void {
  textStore.removeItem(prefix + name);
}

/** The remembered names that begin with `start`, without it. */
export function remembered(start: string): string[] {
  const all = prefix + start;
  return textStore.keys().flatMap((name) => (name.startsWith(all) ? [name.slice(all.length)] : []));
}

/** The value of a text of JSON; `undefined` where there is none or it is damaged. */
export function readJson(store: TextStore, name: string): unknown {
  const text = store.getItem(name);
  return text === null ? undefined : attempt<unknown>(() => JSON.parse(text), undefined);
}

/**
 * Calls `listener` when another tab has changed what is kept under names that begin with `start`, and when the page comes
 * back from the browser's history, where it was told nothing.
 */
export function onOtherTab(start: string, listener: () => void): void {
  addEventListener('storage', ({ key }) => {
    // All names at once have the key `null`.
    if (key === null || key.startsWith(start)) listener();
  });
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) listener();
  });
}

/** As `onOtherTab`, for names of `remember`. */
export function onRememberedElsewhere(start: string, listener: () => void): void {
  onOtherTab(prefix + start, listener);
}
