// How many images each class has: whether accuracy means what it seems to.
import { check, requireLabels, requireNames } from '../check.ts';
import type { Split } from '../split/split.ts';

/** One class's part of a split. */
export interface ClassShare {
  readonly label: number;
  readonly name: string;
  /** Number of images. */
  readonly count: number;
  /** `count` over all images, 0..1; 0 where there are no images. */
  readonly share: number;
}

/** Every class of `classNames`, in order, also those without an image. */
export function classBalance(split: Pick<Split, 'labels' | 'classNames'>): ClassShare[] {
  check.record('split', split, '{ labels, classNames }');
  const { labels, classNames } = split;
  check.instance('split.labels', labels, [Uint8Array]);
  requireNames('split.classNames', classNames);
  requireLabels('split', split);
  const counts = new Uint32Array(256);
  for (const label of labels) counts[label]++;
  return classNames.map((name, label) => {
    const count = counts[label];
    return { label, name, count, share: labels.length === 0 ? 0 : count / labels.length };
  });
}
