// @nn101/datasets/decoder where a bundler builds for browsers: they decode pictures by themselves.

export { decodeImage } from '../files/images/decode-image.ts';
