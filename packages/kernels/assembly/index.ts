// What the module exports: functions over addresses in the host's memory. No static data, no allocation, no state.
export { gemm, gemmScratchBytes } from './gemm';
export { fewRows } from './few-rows';
export { conv2d, conv2dBackward, conv2dScratchBytes, pooledConv2d, pooledConv2dBackward, takesPooling } from './conv2d';
export { maxPool, maxPoolGradient, maxPoolPlaces } from './max-pool';
export { biasActivation, biasActivationGradient } from './activation';
export { categoricalCrossEntropy, normalizedCrossEntropy, sparseCrossEntropy } from './cross-entropy';
export { huberLosses, logitCrossEntropies, pointwiseLoss } from './pointwise-losses';
export { categoricalHinge, cosineSimilarity } from './row-losses';
export { selfGated, selfGatedGradient } from './self-gated-activation';
export { softmax, softmaxAxis, softmaxAxisGradient, softmaxGradient } from './softmax';
export { dropoutMask, multiply } from './dropout';
export { adam } from './adam';
export { momentum } from './momentum';
export { follow, scale, sumOfSquares } from './scale';
export { addPenaltyGradient, sumOfMagnitudes } from './penalty';
export { scaleBytes } from './images';
export { randomNormal } from './normal';
export { randomUniform } from './random';
export { addFloats as add, copyFloats as copy } from './floats';
export { depthwiseFilterGradient, depthwiseImageGradient } from './depthwise';
export { depthwise } from './depthwise-forward';
export { depthwiseScratchBytes } from './depthwise-scratch';
export { averagePool, averagePoolGradient } from './average-pool';
export { segmentSum } from './segment-sum';
export { broadcast, broadcastScratchBytes, pairwise } from './broadcast';
export { clip } from './clip';
export { compare } from './comparisons';
export { dilation, dilationFilterGradient, dilationImageGradient } from './dilation';
export { elementary, exp, expm1, log, log1p, selu, softplus, tanh } from './elementary';
export { floatsToIntegers, integersToFloats } from './cast';
export { sign } from './sign';
export {
  abs, areFinite, areNaN, leakyRelu, negate, negateIntegers, reciprocal, relu, round, simpleFunction, square, step,
} from './simple-functions';
export { reduce } from './reduce';
export { extremePlace } from './arg-max';
export { truths } from './truths';
export { scan } from './scan';
export { rearrange } from './rearrange';
export { cropImages, padImages } from './padded';
export { resizeGradient, resizeImages } from './resize';
export { select, selectRows } from './select';
export { transpose } from './transpose';
export { sumAxis, sumScratchBytes } from './sum';
export { repeatRows } from './repeat';
export { columnMoments, columnMomentsScratchBytes } from './moments';
export {
  batchNormalization, batchNormalizationGradient, batchNormalizationScratchBytes, fixedBatchNormalizationGradient,
} from './batch-normalization';
export { layerNormalization, layerNormalizationGradient, layerNormalizationScratchBytes } from './layer-normalization';
export { firstOutside, gather, markOnes } from './gather';
export { addActivate, addProduct, affine, copyColumns, routeGradient } from './merge';
export { prelu, preluAlphaGradient, preluGradient } from './prelu';
export { alphaDropout, normalMask, normalMaskScratchBytes } from './noise';
export { batchGemm } from './batch-gemm';
export { erf } from './error-function';
export { localResponse, localResponseGradient, localResponseScratchBytes } from './local-response-normalization';
export { cos, sin } from './sine';
export { topK, topKScratchBytes } from './top-k';
export {
  averagePoolVolume, averagePoolVolumeGradient, maxPoolVolume, maxPoolVolumeGradient, maxPoolVolumePlaces,
} from './volume-pooling';
export { unitNormalize, unitNormalizeGradient } from './unit-normalization';
