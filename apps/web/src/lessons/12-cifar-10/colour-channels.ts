// An image in colour, taken apart: one image for each of red, green and blue, in that colour.
import type { Pictures } from '../../training/payloads.ts';

/** The channel alone, as an image in its own colour; a grey image gives itself. */
export function channelPicture({ images, shape }: Pictures, index: number, channel: number): Pictures {
  const [, height, width, channels] = shape;
  const size = height * width * channels;
  const image = images.slice(index * size, (index + 1) * size);
  if (channels === 3) {
    for (let i = 0; i < size; i++) if (i % channels !== channel) image[i] = 0;
  }
  return { images: image, shape: [1, height, width, channels] };
}

/** One image out of several. */
export function singlePicture({ images, shape }: Pictures, index: number): Pictures {
  const [, height, width, channels] = shape;
  const size = height * width * channels;
  return { images: images.slice(index * size, (index + 1) * size), shape: [1, height, width, channels] };
}
