// @nn101/figures: the pictures of a training run as SVG text, in Node and in browsers.
// Start reading at `history-figure.ts`; all figures are drawn on the sheet of `sheet.ts`.

export { type ConfusionMatrixOptions, confusionMatrixFigure } from './confusion-matrix-figure.ts';
export { type CostOptions, type CostPoint, costFigure } from './cost-figure.ts';
export {
  type DecisionSurfaceOptions,
  decisionSurfaceFigure,
  type SurfacePoint,
} from './decision-surface-figure.ts';
export { FiguresError, type FiguresErrorCode } from './figures-error.ts';
export { type GalleryOptions, galleryFigure } from './gallery-figure.ts';
export { type HistoryEpoch, type HistoryOptions, historyFigure } from './history-figure.ts';
export { type ImageBatch, type ImageChoice, imageDataUrl } from './images.ts';
export type { Labels } from './labels.ts';
export { type PredictionGridOptions, predictionGridFigure } from './prediction-grid-figure.ts';
export type { SurfaceGrid } from './surface-grid.ts';
