// @nn101/datasets/decoder: PNG and JPEG to pixels where there is no browser that does it. Needs two optional packages.
// Start at ./decode-picture.ts. In browsers: ./browser.ts.
export { decodePicture } from './decode-picture.ts';
