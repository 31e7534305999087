// The images of some classes only, as a copy with labels counted anew.
import { check, requireSplit } from '../check.ts';
import { DatasetError } from '../error.ts';
import { indicesWhere } from './indices-where.ts';
import { gather } from './shuffle.ts';
import type { Split } from './split.ts';

/**
 * The images whose class is among `classes`, in their order. Labels become 0, 1, ... in the order of `classes`, and
 * `classNames` are theirs, so that a network for the subset needs no more outputs than it has classes.
 *
 * @param classes names or numbers of classes, each once.
 * @example classSubset(train, ['cat', 'dog']).classNames // ['cat', 'dog']
 * @throws DatasetError `INVALID_ARGUMENT` if a class is unknown or comes twice.
 */
export function classSubset(split: Split, classes: readonly (string | number)[]): Split {
  requireSplit('split', split);
  check.list('classes', classes, { min: 1 });
  const chosen = classes.map((wanted, index) => classNumber(split.classNames, { wanted, index }));
  const renumbered = new Int16Array(256).fill(-1);
  chosen.forEach((label, index) => {
    if (renumbered[label] >= 0) {
      throw new DatasetError('INVALID_ARGUMENT', `The class "${split.classNames[label]}" was named twice.`);
    }
    renumbered[label] = index;
  });
  const indices = indicesWhere(split.labels, (label) => renumbered[label] >= 0);
  const subset = gather(split, indices);
  for (let at = 0; at < subset.labels.length; at++) subset.labels[at] = renumbered[subset.labels[at]];
  return { ...subset, classNames: chosen.map((label) => split.classNames[label]) };
}

function classNumber(
  classNames: readonly string[],
  { wanted, index }: { readonly wanted: string | number; readonly index: number },
): number {
  const label = typeof wanted === 'string' ? classNames.indexOf(wanted) : wanted;
  check.that(Number.isInteger(label) && label >= 0 && label < classNames.length, `classes[${index}]`, {
    expected: `a class number 0..${classNames.length - 1} or one of ${classNames.join(', ')}`,
    value: wanted,
  });
  return label;
}
