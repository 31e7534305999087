// Data for the figures' tests: small, fixed, and long-named enough to overlap where a layout is wrong.

export const fashionNames = [
  'T-shirt/top',
  'Trouser',
  'Pullover',
  'Dress',
  'Coat',
  'Sandal',
  'Shirt',
  'Sneaker',
  'Bag',
  'Ankle boot',
];

export const hostileNames = [
  '<script>alert(1)</script>',
  'a "quoted" & <b>bold</b> class name that never ends',
];

/** Images whose pixels are their index, with labels 0, 1, 2, … over and over. */
export function exampleImages(options: {
  count: number;
  side?: number;
  channels?: number;
  classes?: number;
}) {
  const { count, side = 28, channels = 1, classes = 10 } = options;
  const size = side * side * channels;
  return {
    images: Uint8Array.from(
      { length: count * size },
      (_, i) => (Math.floor(i / size) * 37 + (i % size)) % 256,
    ),
    labels: Uint8Array.from({ length: count }, (_, i) => i % classes),
    shape: [count, side, side, channels] as [number, number, number, number],
  };
}

/** Probabilities that put 0.7 on the true class of most images, and on the class after it for every third. */
export function exampleProbabilities({
  count,
  classes = 10,
}: {
  count: number;
  classes?: number;
}): Float32Array {
  const rest = 0.3 / (classes - 1);
  return Float32Array.from({ length: count * classes }, (_, i) => {
    const index = Math.floor(i / classes);
    const chosen = (index + (index % 3 === 2 ? 1 : 0)) % classes;
    return i % classes === chosen ? 0.7 : rest;
  });
}

/** Epochs of a training that over-fits half-way, as CIFAR-10's does. */
export function exampleEpochs(count: number) {
  return Array.from({ length: count }, (_, i) => ({
    epoch: i + 1,
    loss: 2 / (i + 1),
    accuracy: 1 - 0.7 / (i + 1),
    valLoss: 1 + Math.abs(i - count / 2) / count,
    valAccuracy: 0.7 - Math.abs(i - count / 2) / count / 10,
  }));
}
