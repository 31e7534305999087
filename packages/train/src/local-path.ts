// The path that a caller means: a path, a file: address as text or as URL. Node only.
import { fileURLToPath } from 'node:url';
import { check } from './check.ts';
import { schemeOf } from './model-store-error.ts';

/** @throws TrainError `INVALID_ARGUMENT` for addresses that are not of a file, and for what is no path at all */
export function localPath(name: string, place: string | URL): string {
  const expected = 'a path or a file: address';
  if (place instanceof URL) {
    check.that(place.protocol === 'file:', name, { expected, value: place.href });
    return fileURLToPath(place);
  }
  check.that(typeof place === 'string' && place !== '', name, { expected, value: place });
  const scheme = schemeOf(place);
  const isPath = scheme === 'file' || (scheme === undefined && !/^file:/i.test(place));
  check.that(isPath, name, { expected, value: place });
  if (scheme === undefined) return place;
  // tfjs-node takes what follows the scheme as a path, also a relative one: file://./model
  return /^file:\/\/\//i.test(place) ? fileURLToPath(place) : place.slice('file://'.length);
}
