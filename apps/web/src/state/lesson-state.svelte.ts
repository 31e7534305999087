// A lesson's state as a reactive object that is the address: writing a property changes the URL, following a link
// or going back changes the properties. How it is read and written: `url-state.ts`.
import { untrack } from 'svelte';
import { formatRoute } from '../router/route.ts';
import { router } from '../router/router.svelte.ts';
import { decodeState, encodeState, initialState, type Rejection, type StateCodec } from './url-state.ts';

let rejected = $state.raw<readonly Rejection[]>([]);
let shareFields = $state.raw<() => URLSearchParams>(() => new URLSearchParams());

/** The link that leads to a page with some fields of state. */
export function linkTo(page: string, fields: URLSearchParams): string {
  return new URL(formatRoute({ page, fields }), location.href).href;
}

/** What the shell shows of the lesson on screen: fields of the address that made no sense, and its full link. */
export const lessonAddress = {
  get rejections(): readonly Rejection[] {
    return rejected;
  },
  forgetRejections(): void {
    rejected = [];
  },
  /** The link that reproduces the present state, every field in it. */
  shareLink(): string {
    return linkTo(router.route.page, shareFields());
  },
} as const;

/**
 * The state of the lesson on screen. Call it once while a lesson's component initialises:
 *
 *     const settings = lessonState({ units: integerField({ initial: 2, min: 1, max: 16 }) });
 *     settings.units = 4; // and the address is #/xor?units=4
 *
 * Fields of the address that make no sense take their defaults, and the shell tells the reader.
 */
export function lessonState<S extends object>(codec: StateCodec<S>): S {
  const page = router.route.page;
  const state = $state<S>(initialState(codec));
  let written: string | undefined;

  function read(fields: URLSearchParams): void {
    const decoded = decodeState(codec, fields);
    Object.assign(state, decoded.state);
    rejected = decoded.rejections;
  }

  untrack(() => read(router.route.fields));
  shareFields = () => encodeState(codec, state, { complete: true });

  $effect.pre(() => {
    const { page: shown, fields } = router.route;
    if (shown === page && fields.toString() !== written) untrack(() => read(fields));
  });
  $effect(() => {
    const fields = encodeState(codec, state);
    written = fields.toString();
    if (untrack(() => router.route.page) === page) router.replaceFields(fields);
  });
  return state;
}
