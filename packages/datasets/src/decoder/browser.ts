// @nn101/datasets/decoder as browsers see it: they decode images themselves.

export { decodeImage } from '../files/images/decode-image.ts';
