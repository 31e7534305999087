// The current route as reactive state, kept equal to the address bar. How addresses read: `route.ts`.
import { formatRoute, parseRoute, type Route } from './route.ts';

let current = $state.raw<Route>(parseRoute(location.hash));

addEventListener('hashchange', () => {
  current = parseRoute(location.hash);
});

export const router = {
  /** Where we are. Changes when the reader follows a link, goes back, or edits the address. */
  get route(): Route {
    return current;
  },

  /** Goes to another page, as following a link does. */
  go(page: string, fields?: URLSearchParams): void {
    location.hash = formatRoute({ page, fields });
  },

  /**
   * Writes `fields` into the address without a step in the browser's history and without telling anybody: the one
   * who writes knows already.
   */
  replaceFields(fields: URLSearchParams): void {
    const hash = formatRoute({ page: parseRoute(location.hash).page, fields });
    if (hash !== location.hash) history.replaceState(history.state, '', hash);
  },
} as const;
