// An image among zeros, so that windows which hang over its edge need no cases of their own.
import { copyFloats } from './floats';

/**
 * Writes to[rows, columns, channels], whose pixel (top, left) is the image's first: what of image[height, width, channels]
 * lies within, and zeros around it. `top` and `left` are 0 or more.
 */
export function padImage(
  image: usize, height: i32, width: i32, channels: i32, top: i32, left: i32, rows: i32, columns: i32, to: usize,
): void {
  const pixel = <usize>channels << 2, line = <usize>columns * pixel;
  const first = min(left, columns), inside = max(0, min(width, columns - left));
  const before = <usize>first * pixel, after = <usize>(columns - first - inside) * pixel;
  for (let row = 0; row < rows; row++) {
    if (row < top || row >= top + height) memory.fill(to, 0, line);
    else {
      if (before > 0) memory.fill(to, 0, before);
      copyFloats(to + before, image, inside * channels);
      if (after > 0) memory.fill(to + (line - after), 0, after);
      image += <usize>width * pixel;
    }
    to += line;
  }
}
