// Images among zeros, so that windows which hang over an edge need no cases of their own; and the way back, which leaves the
// edges out.
import { copyFloats, zeroFloats } from './floats';

/**
 * Writes to[rows, columns, channels], whose pixel (top, left) is the image's first: what of image[height, width, channels]
 * lies within, and zeros around it. `top` and `left` are 0 or more.
 */
export function padImage(
  image: usize, height: i32, width: i32, channels: i32, top: i32, left: i32, rows: i32, columns: i32, to: usize,
): void {
  const pixel = <usize>channels << 2, line = <usize>columns * pixel;
  const first = min(left, columns), inside = max(0, min(width, columns - left));
  const after = columns - first - inside;
  for (let row = 0; row < rows; row++) {
    if (row < top || row >= top + height) zeroFloats(to, columns * channels);
    else {
      zeroFloats(to, first * channels);
      copyFloats(to + <usize>first * pixel, image, inside * channels);
      zeroFloats(to + <usize>(first + inside) * pixel, after * channels);
      image += <usize>width * pixel;
    }
    to += line;
  }
}

/** to[batch, rows, columns, channels] = images[batch, height, width, channels] among zeros, as padImage has each of them. */
export function padImages(
  batch: i32, images: usize, height: i32, width: i32, channels: i32, top: i32, left: i32, rows: i32, columns: i32, to: usize,
): void {
  for (let item = 0; item < batch; item++) {
    padImage(images, height, width, channels, top, left, rows, columns, to);
    images += <usize>(height * width * channels) << 2;
    to += <usize>(rows * columns * channels) << 2;
  }
}

/** to[batch, rows, columns, channels] = the part of images[batch, height, width, channels] whose first pixel is (top, left). */
export function cropImages(
  batch: i32, images: usize, height: i32, width: i32, channels: i32, top: i32, left: i32, rows: i32, columns: i32, to: usize,
): void {
  const line = <usize>(width * channels) << 2, floats = columns * channels;
  for (let item = 0; item < batch; item++) {
    let from = images + <usize>top * line + (<usize>(left * channels) << 2);
    for (let row = 0; row < rows; row++) {
      copyFloats(to, from, floats);
      from += line;
      to += <usize>floats << 2;
    }
    images += <usize>height * line;
  }
}
