// How long a refusal asks to be left alone.
import { expect, test } from 'vitest';
import { retryAfter } from './retry-after.ts';

const now = Date.UTC(2026, 0, 1);

test.each([
  [429, '7', 7000],
  [503, undefined, 0],
  [503, new Date(now + 90_000).toUTCString(), 90_000],
  [500, 'Wed, 21 Oct 2015 07:28:00 GMT', 0],
  [502, 'soon', 0],
  [404, '7', undefined],
  [403, undefined, undefined],
  [301, undefined, undefined],
])('status %d with Retry-After %s is asked again after %s ms', (status, header, expected) => {
  const headers = header === undefined ? undefined : { 'retry-after': header };
  expect(retryAfter(new Response(null, { status, headers }), now)).toBe(expected);
});
