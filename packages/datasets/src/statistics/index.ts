// @nn101/datasets/statistics: what to know about a data set before training on it. Pure functions of splits.

export { type Duplicate, findDuplicates } from './duplicates.ts';
export {
  knownLabelErrors,
  type LabelError,
  type LabelErrorList,
  withoutLabelErrors,
  withProposedLabels,
} from './label-errors.ts';
export {
  type ChannelStatistics,
  type ClassShare,
  channelStatistics,
  classBalance,
  type MeanImage,
  meanImage,
} from './statistics.ts';
