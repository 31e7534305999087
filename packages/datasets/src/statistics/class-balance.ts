// How many images each class has: whether accuracy means what it seems to.
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
export function classBalance({ labels, classNames }: Pick<Split, 'labels' | 'classNames'>): ClassShare[] {
  const counts = new Uint32Array(256);
  for (const label of labels) counts[label]++;
  return classNames.map((name, label) => {
    const count = counts[label];
    return { label, name, count, share: labels.length === 0 ? 0 : count / labels.length };
  });
}
