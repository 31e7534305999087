// What the module exports: functions over addresses in the host's memory. No static data, no allocation, no state.

export { gemm, gemmScratchBytes, batchGemm } from './gemm/gemm';
export { smallGemm } from './gemm/small-gemm';

export {
  conv2d, conv2dBackward, conv2dScratchBytes, pooledConv2d, pooledConv2dBackward, takesPooling,
} from './conv2d/conv2d';

export { depthwiseFilterGradient, depthwiseImageGradient, depthwise } from './depthwise/depthwise';
export { depthwiseScratchBytes } from './depthwise/scratch';

export { averagePool, averagePoolGradient } from './pooling/average-pool';
export { dilation, dilationFilterGradient, dilationImageGradient } from './pooling/dilation';
export { maxPool, maxPoolGradient, maxPoolIndices } from './pooling/max-pool';
export {
  averagePoolVolume, averagePoolVolumeGradient, maxPoolVolume, maxPoolVolumeGradient, maxPoolVolumeIndices,
} from './pooling/volume-pooling';

export { biasActivation, biasActivationGradient } from './activation/activation';
export { prelu, preluAlphaGradient, preluGradient } from './activation/prelu';
export { selfGated, selfGatedGradient } from './activation/self-gated-activation';
export { softmax, softmaxAxis, softmaxAxisGradient, softmaxGradient } from './activation/softmax';

export { broadcast, broadcastScratchBytes, binaryElementwise } from './elementwise/binary';
export { scaleBytes, floatsToIntegers, integersToFloats } from './elementwise/cast';
export { clip } from './elementwise/clip';
export { compare } from './elementwise/comparisons';
export { elementary, exp, expm1, log, log1p, selu, softplus, tanh } from './elementwise/elementary';
export { addActivate, addProduct, affine, copyColumns, routeGradient } from './elementwise/merge';
export { select, selectRows } from './elementwise/select';
export {
  sign, abs, areFinite, areNaN, leakyRelu, negate, negateIntegers, reciprocal, relu, round, simpleFunction, square,
  step,
} from './elementwise/simple-functions';

export { argMinMax } from './reduce/arg-max';
export { columnMoments, columnMomentsScratchBytes } from './reduce/moments';
export { reduce, reduceAnyAll } from './reduce/reduce';
export { scan } from './reduce/scan';
export { sumAxis, sumScratchBytes } from './reduce/sum';
export { topK, topKScratchBytes } from './reduce/top-k';

export { firstOutside, gather, markOnes } from './indexing/gather';
export { rearrange } from './indexing/rearrange';
export { resizeGradient, resizeImages } from './indexing/resize';
export { segmentSum } from './indexing/segment-sum';
export { transpose } from './indexing/transpose';

export { addFloats as add, copyFloats as copy } from './memory/floats';
export { cropImages, padImages } from './memory/padded';
export { repeatRows } from './memory/repeat';

export {
  batchNormalization, batchNormalizationGradient, batchNormalizationScratchBytes, fixedBatchNormalizationGradient,
} from './normalization/batch-normalization';
export {
  layerNormalization, layerNormalizationGradient, layerNormalizationScratchBytes,
} from './normalization/layer-normalization';
export {
  localResponse, localResponseGradient, localResponseScratchBytes,
} from './normalization/local-response-normalization';
export { unitNormalize, unitNormalizeGradient } from './normalization/unit-normalization';

export { categoricalCrossEntropy, normalizedCrossEntropy, sparseCrossEntropy } from './loss/cross-entropy';
export { huberLosses, logitCrossEntropies, pointwiseLoss } from './loss/pointwise-losses';
export { categoricalHinge, cosineSimilarity } from './loss/row-losses';

export { adam } from './optimizer/adam';
export { momentum } from './optimizer/momentum';
export { addPenaltyGradient, sumOfMagnitudes } from './optimizer/penalty';
export { updateEma, scale, sumOfSquares } from './optimizer/scale';

export { dropoutMask, multiply } from './random/dropout';
export { alphaDropout, normalMask, normalMaskScratchBytes } from './random/noise';
export { randomNormal } from './random/normal';
export { randomUniform } from './random/random';

export { erf } from './math/error-function';
export { cos, sin } from './math/sine';
