// @nn101/datasets/decoder: PNG and JPEG to pixels where there is no browser that does it. Needs two optional packages.
// Start at ./decode-image.ts; package.json chooses ./browser.ts for browsers under the name "#decoder".

export { decodeImage } from '#decoder';
