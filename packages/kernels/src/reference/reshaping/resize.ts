// Naive gradient of resizing images. Twin of assembly/indexing/resize.ts.
import type { Sample } from '../../kernels/images/resize.ts';

export interface ResizedImages {
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly depth: number;
  /** Where each row and each column of the output lies in the input. */
  readonly rows: readonly Sample[];
  readonly columns: readonly Sample[];
}

/** The gradient of the images [batch, height, width, depth] from that of the output [batch, rows, columns, depth]. */
export function resizeGradient(
  dy: ArrayLike<number>,
  { batch, height, width, depth, rows, columns }: ResizedImages,
): Float64Array {
  const gradient = new Float64Array(batch * height * width * depth);
  let at = 0;
  for (let image = 0; image < batch; image++)
    for (const row of rows)
      for (const column of columns)
        for (let channel = 0; channel < depth; channel++) {
          for (const [y, down] of parts(row))
            for (const [x, across] of parts(column))
              gradient[((image * height + y) * width + x) * depth + channel] += dy[at] * down * across;
          at++;
        }
  return gradient;
}

function parts({ low, high, share }: Sample): [place: number, share: number][] {
  return [
    [low, 1 - share],
    [high, share],
  ];
}
