// @nn101/datasets/decoder: PNG and JPEG to pixels where there is no browser that does it. Needs two optional packages.
// Start at ./decode-picture.ts; package.json chooses ./browser.ts for browsers under the name "#decoder".

export { decodePicture } from '#decoder';
