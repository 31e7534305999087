// What the module exports: functions over addresses in the host's memory. No static data, no allocation, no state.
export { gemm, gemmScratchBytes } from './gemm/gemm';
export { fewRows } from './gemm/small-gemm';
export { conv2d, conv2dBackward, conv2dScratchBytes, pooledConv2d, pooledConv2dBackward, takesPooling } from './conv2d/conv2d';
export { maxPool, maxPoolGradient, maxPoolPlaces } from './pooling/max-pool';
export { biasActivation, biasActivationGradient } from './activation/activation';
export { categoricalCrossEntropy, normalizedCrossEntropy, sparseCrossEntropy } from './loss/cross-entropy';
export { huberLosses, logitCrossEntropies, pointwiseLoss } from './loss/pointwise-losses';
export { categoricalHinge, cosineSimilarity } from './loss/row-losses';
export { selfGated, selfGatedGradient } from './activation/self-gated-activation';
export { softmax, softmaxAxis, softmaxAxisGradient, softmaxGradient } from './activation/softmax';
export { dropoutMask, multiply } from './random/dropout';
export { adam } from './optimizer/adam';
export { momentum } from './optimizer/momentum';
export { follow, scale, sumOfSquares } from './optimizer/scale';
export { addPenaltyGradient, sumOfMagnitudes } from './optimizer/penalty';
export { scaleBytes } from './elementwise/images';
export { randomNormal } from './random/normal';
export { randomUniform } from './random/random';
export { addFloats as add, copyFloats as copy } from './memory/floats';
export { depthwiseFilterGradient, depthwiseImageGradient } from './depthwise/depthwise';
export { depthwise } from './depthwise/forward';
export { depthwiseScratchBytes } from './depthwise/scratch';
export { averagePool, averagePoolGradient } from './pooling/average-pool';
export { segmentSum } from './indexing/segment-sum';
export { broadcast, broadcastScratchBytes, pairwise } from './elementwise/broadcast';
export { clip } from './elementwise/clip';
export { compare } from './elementwise/comparisons';
export { dilation, dilationFilterGradient, dilationImageGradient } from './pooling/dilation';
export { elementary, exp, expm1, log, log1p, selu, softplus, tanh } from './elementwise/elementary';
export { floatsToIntegers, integersToFloats } from './elementwise/cast';
export { sign } from './elementwise/sign';
export {
  abs, areFinite, areNaN, leakyRelu, negate, negateIntegers, reciprocal, relu, round, simpleFunction, square, step,
} from './elementwise/simple-functions';
export { reduce } from './reduce/reduce';
export { extremePlace } from './reduce/arg-max';
export { truths } from './reduce/truths';
export { scan } from './reduce/scan';
export { rearrange } from './indexing/rearrange';
export { cropImages, padImages } from './memory/padded';
export { resizeGradient, resizeImages } from './indexing/resize';
export { select, selectRows } from './elementwise/select';
export { transpose } from './indexing/transpose';
export { sumAxis, sumScratchBytes } from './reduce/sum';
export { repeatRows } from './memory/repeat';
export { columnMoments, columnMomentsScratchBytes } from './reduce/moments';
export {
  batchNormalization, batchNormalizationGradient, batchNormalizationScratchBytes, fixedBatchNormalizationGradient,
} from './normalization/batch-normalization';
export { layerNormalization, layerNormalizationGradient, layerNormalizationScratchBytes } from './normalization/layer-normalization';
export { firstOutside, gather, markOnes } from './indexing/gather';
export { addActivate, addProduct, affine, copyColumns, routeGradient } from './elementwise/merge';
export { prelu, preluAlphaGradient, preluGradient } from './activation/prelu';
export { alphaDropout, normalMask, normalMaskScratchBytes } from './random/noise';
export { batchGemm } from './gemm/batch-gemm';
export { erf } from './math/error-function';
export { localResponse, localResponseGradient, localResponseScratchBytes } from './normalization/local-response-normalization';
export { cos, sin } from './math/sine';
export { topK, topKScratchBytes } from './reduce/top-k';
export {
  averagePoolVolume, averagePoolVolumeGradient, maxPoolVolume, maxPoolVolumeGradient, maxPoolVolumePlaces,
} from './pooling/volume-pooling';
export { unitNormalize, unitNormalizeGradient } from './normalization/unit-normalization';
