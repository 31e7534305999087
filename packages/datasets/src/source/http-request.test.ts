// Headers of range requests, and which responses are usable. The requested bytes are 10 to 99 of 100.
import { describe, expect, test } from 'vitest';
import { rangeHeaders, responseRange, retryAfter, validatorOf } from './http-request.ts';

const request = { from: 10, total: 100 };

function answer(status: number, headers: Record<string, string>): Response {
  return new Response(null, { status, headers });
}

test('the file is asked for as a whole, from a byte on, or so if it is the same', () => {
  expect(rangeHeaders({})).toEqual({});
  expect(rangeHeaders({ from: 10 })).toEqual({ range: 'bytes=10-' });
  expect(rangeHeaders({ from: 10, validator: '"a"' })).toEqual({ range: 'bytes=10-', 'if-range': '"a"' });
});

describe('an answer', () => {
  test.each([
    ['206 as asked', 206, { 'content-range': 'bytes 10-99/100' }, { from: 10, total: 100 }],
    ['206 of a part', 206, { 'content-range': 'bytes 10-19/100' }, { from: 10, total: 100 }],
    ['206 of unknown length', 206, { 'content-range': 'bytes 10-99/*' }, { from: 10, total: 100 }],
    ['206 from elsewhere', 206, { 'content-range': 'bytes 0-99/100' }, undefined],
    ['206 of another file', 206, { 'content-range': 'bytes 10-199/200' }, undefined],
    ['206 without saying what', 206, {}, undefined],
    ['206 in words', 206, { 'content-range': 'the rest' }, undefined],
    [
      '206 of an encoding',
      206,
      { 'content-range': 'bytes 10-99/100', 'content-encoding': 'gzip' },
      undefined,
    ],
    ['200 with everything', 200, { 'content-length': '100' }, { from: 0, total: 100 }],
    ['200 of unknown length', 200, {}, { from: 0, total: undefined }],
    [
      '200 of an encoding',
      200,
      { 'content-length': '50', 'content-encoding': 'gzip' },
      { from: 0, total: undefined },
    ],
    ['416 since nothing is left', 416, { 'content-range': 'bytes */10' }, { from: 10, total: 10 }],
    ['416 for a shorter file', 416, { 'content-range': 'bytes */5' }, undefined],
    ['404', 404, { 'content-length': '9' }, { from: 0, total: 9 }],
  ])('%s', (_title, status, headers, expected) => {
    expect(responseRange(answer(status, headers), request)).toEqual(expected);
  });
});

test('a version is a strong tag, otherwise a date', () => {
  const modified = 'Wed, 21 Oct 2015 07:28:00 GMT';
  expect(validatorOf(answer(200, { etag: '"a"', 'last-modified': modified }))).toBe('"a"');
  expect(validatorOf(answer(200, { etag: 'W/"a"', 'last-modified': modified }))).toBe(modified);
  expect(validatorOf(answer(200, { etag: 'W/"a"' }))).toBeUndefined();
});

// Delays that servers request.

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
