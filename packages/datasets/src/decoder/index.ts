// @nn101/datasets/decoder: decodes PNG and JPEG outside browsers. Requires two optional packages. Start at
//   ./decode-image.ts; package.json resolves "#decoder" to ./browser.ts in browsers.

export { decodeImage } from '#decoder';
