// One decoded image into its place of a split: grey or colour, without alpha.
import type { DecodedImage } from './decode-image.ts';

/** Weights of red, green and blue in a grey, after ITU-R BT.601. */
const RED = 0.299;
const GREEN = 0.587;
const BLUE = 0.114;

/** Writes `width * height` pixels of one or three channels, whichever `into` has room for; transparent is black. */
export function writePixels({ width, height, channels, data }: DecodedImage, into: Uint8Array): void {
  const isGrey = into.length === width * height;
  const hasColour = channels >= 3;
  for (let pixel = 0; pixel < width * height; pixel++) {
    const at = pixel * channels;
    const alpha = channels % 2 === 0 ? data[at + channels - 1] / 255 : 1;
    const red = data[at] * alpha;
    const green = hasColour ? data[at + 1] * alpha : red;
    const blue = hasColour ? data[at + 2] * alpha : red;
    if (isGrey) {
      into[pixel] = Math.round(hasColour ? RED * red + GREEN * green + BLUE * blue : red);
    } else {
      into[3 * pixel] = Math.round(red);
      into[3 * pixel + 1] = Math.round(green);
      into[3 * pixel + 2] = Math.round(blue);
    }
  }
}
