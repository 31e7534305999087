// What to do with images whose label is known to be wrong: leave them out, or give them the proposed label. A list is the
// caller's, or one of ./known-label-errors.ts.
import { check, requireSplit } from '../check.ts';
import { DatasetError } from '../error.ts';
import { indicesWhere } from '../split/indices-where.ts';
import { gather } from '../split/shuffle.ts';
import type { Split } from '../split/split.ts';

/** One image whose label is doubted. */
export interface LabelError {
  /** Its place in the part of the set that the list is for, from 0, in the official order. */
  readonly index: number;
  /** The label that it has there. */
  readonly given: number;
  /** The label that it should have; undefined where people did not agree on one. */
  readonly proposed?: number | undefined;
}

/**
 * All images but those of the list, as a copy.
 *
 * @throws DatasetError `INVALID_ARGUMENT` if an image has not the label that the list says: it is a list for another split, or
 *   the split is in another order.
 */
export function withoutLabelErrors(split: Split, errors: readonly LabelError[]): Split {
  requireGivenLabels(split, errors);
  const isDoubted = new Uint8Array(split.shape[0]);
  for (const { index } of errors) isDoubted[index] = 1;
  return gather(
    split,
    indicesWhere(isDoubted, (doubted) => doubted === 0),
  );
}

/**
 * The same images with the proposed labels. Images are shared, labels copied; where none is proposed the label stays.
 *
 * @throws DatasetError `INVALID_ARGUMENT` as `withoutLabelErrors` does, and if a proposed label is no class of the split.
 */
export function withProposedLabels(split: Split, errors: readonly LabelError[]): Split {
  requireGivenLabels(split, errors);
  const labels = split.labels.slice();
  for (const { index, proposed } of errors) {
    if (proposed === undefined) continue;
    if (split.classNames[proposed] === undefined) {
      throw new DatasetError(
        'INVALID_ARGUMENT',
        `Image ${index} cannot have label ${proposed}: there is no such class.`,
      );
    }
    labels[index] = proposed;
  }
  return { ...split, labels };
}

function requireGivenLabels(split: Split, errors: readonly LabelError[]): void {
  requireSplit('split', split);
  const { labels, shape } = split;
  check.list('errors', errors);
  errors.forEach((error, at) => {
    const name = `errors[${at}]`;
    check.record(name, error, '{ index, given, proposed }');
    const { index, given, proposed }: LabelError = error;
    check.wholeNumber(`${name}.index`, index, { min: 0 });
    check.wholeNumber(`${name}.given`, given, { min: 0 });
    if (proposed !== undefined) check.wholeNumber(`${name}.proposed`, proposed, { min: 0 });
  });
  for (const { index, given } of errors) {
    if (labels[index] === given) continue;
    const found = index < shape[0] ? `has label ${labels[index]}` : `is not among the ${shape[0]}`;
    throw new DatasetError(
      'INVALID_ARGUMENT',
      `Image ${index} should have label ${given} and ${found}. Use the list with the whole part that it is for, in its own order.`,
    );
  }
}
