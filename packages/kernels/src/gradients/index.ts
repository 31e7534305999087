// Every gradient that registerTrainingKernels() brings: those that tfjs lacks, has wrong, has slow, or cannot differentiate
// again. tfjs keeps one gradient a kernel, whatever the backend.
import type { GradConfig } from '@tensorflow/tfjs-core';
import { activationGradients } from './activations.ts';
import { arrangementGradients } from './arrangement.ts';
import { broadcastingGradients } from './broadcasting.ts';
import { convolutionGradients } from './convolution.ts';
import { imageGradients } from './images.ts';
import { indexingGradients } from './indexing.ts';
import { lossGradients } from './losses.ts';
import { normalizationGradients } from './normalization.ts';
import { poolingGradients } from './pooling.ts';
import { productGradients } from './products.ts';
import { reductionGradients } from './reductions.ts';

export const trainingGradients: readonly GradConfig[] = [
  ...activationGradients,
  ...arrangementGradients,
  ...broadcastingGradients,
  ...convolutionGradients,
  ...imageGradients,
  ...indexingGradients,
  ...lossGradients,
  ...normalizationGradients,
  ...poolingGradients,
  ...productGradients,
  ...reductionGradients,
];
