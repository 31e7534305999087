// What both sides train: the program without tfjs, and the test that does the same with it.

/** The course's networks and a residual one. */
export const names = [
  'mnist-basic',
  'mnist-cnn',
  'fashion-mnist-cnn',
  'fashion-mnist-cnn-2',
  'cifar-cnn',
  'resnet-20',
];

export const seed = 3;
export const options = { epochs: 1, batchSize: 32, seed: 5 };

/** A few images of this shape, of bytes that look like noise, and a class for each. */
export function imagesOf([height, width, channels]) {
  const count = 72;
  const images = Uint8Array.from(
    { length: count * height * width * channels },
    (_, i) => ((i * 2654435761) >>> 11) & 255,
  );
  const labels = Uint8Array.from({ length: count }, (_, i) => (i * 7) % 10);
  return { images, labels, shape: [count, height, width, channels] };
}
