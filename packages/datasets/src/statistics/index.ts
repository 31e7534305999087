// @nn101/datasets/statistics: what to know of a data set before training on it. Pure functions of splits.
export { type ChannelStatistics, channelStatistics } from './channel-statistics.ts';
export { type ClassShare, classBalance } from './class-balance.ts';
export { type Duplicate, findDuplicates } from './duplicates.ts';
export { knownLabelErrors, type LabelErrorList } from './known-label-errors.ts';
export { type LabelError, withoutLabelErrors, withProposedLabels } from './label-errors.ts';
export { type MeanImage, meanImage } from './mean-image.ts';
