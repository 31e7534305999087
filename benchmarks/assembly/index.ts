// What the module exports: the rungs of the ladder as WebAssembly, and the loop that bounds them.
export { bareLoop } from './bare-loop';
export { naiveProduct } from './naive-product';
export { orderedProduct } from './ordered-product';
export { vectorProduct } from './vector-product';
export { blockedProduct } from './blocked-product';
export { tiledProduct } from './tiled-product';
export { packedProduct } from './packed-product';
export { naiveConvolution } from './naive-convolution';
export { stripConvolution, wholePatchConvolution } from './patch-convolution';
