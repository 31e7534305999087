// A lesson's whole state as fields of the URL, so that a link reproduces what one sees. The kinds of fields:
// `url-fields.ts`. State that follows the address by itself, for a component: `lesson-state.svelte.ts`.
import type { UrlField } from './url-fields.ts';

/** How a state of type `S` is read and written: one field per property, by the name it has in the URL. */
export type StateCodec<S extends object> = { readonly [K in keyof S]: UrlField<S[K]> };

/** A field of the address that made no sense and was replaced by its default. */
export interface Rejection {
  readonly field: string;
  readonly text: string;
}

/** The state of a codec. */
export type StateOf<C> = { -readonly [K in keyof C]: C[K] extends UrlField<infer T> ? T : never };

function entries<S extends object>(codec: StateCodec<S>): [keyof S & string, UrlField<unknown>][] {
  return Object.entries(codec) as [keyof S & string, UrlField<unknown>][];
}

/** The state with every field at its default. */
export function initialState<S extends object>(codec: StateCodec<S>): S {
  return decodeState(codec, new URLSearchParams()).state;
}

/**
 * Reads a state. What is missing gets its default, and so does what makes no sense; the latter is named in
 * `rejections`, and so is a field that the codec does not know. Never throws.
 */
export function decodeState<S extends object>(
  codec: StateCodec<S>,
  fields: URLSearchParams,
): { state: S; rejections: Rejection[] } {
  const known = entries(codec);
  const names = new Set<string>(known.map(([name]) => name));
  const rejections: Rejection[] = [...fields]
    .filter(([field]) => !names.has(field))
    .map(([field, text]) => ({ field, text }));
  const state: Record<string, unknown> = {};
  for (const [name, field] of known) {
    const text = fields.get(name);
    const value = text === null ? undefined : field.parse(text);
    if (text !== null && value === undefined) rejections.push({ field: name, text });
    state[name] = value === undefined ? field.initial : value;
  }
  return { state: state as S, rejections };
}

/**
 * Writes a state. Fields at their default are left out, which keeps addresses short; `complete` writes them too, so
 * that a link means the same after a default has changed.
 */
export function encodeState<S extends object>(
  codec: StateCodec<S>,
  state: S,
  { complete = false }: { complete?: boolean } = {},
): URLSearchParams {
  const fields = new URLSearchParams();
  for (const [name, field] of entries(codec)) {
    const text = field.format(state[name]);
    if (complete || text !== field.format(field.initial)) fields.set(name, text);
  }
  return fields;
}
