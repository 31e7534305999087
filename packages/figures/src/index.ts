// @nn101/figures: charts and image grids of a training run as SVG text, in Node and in browsers. Start with
// curves/history-figure.ts; all figures are drawn by drawing/sheet.ts.

export { type ConfusionMatrixOptions, confusionMatrixFigure } from './confusion-matrix-figure.ts';
export { type CostOptions, type CostPoint, costFigure } from './curves/cost-figure.ts';
export { type HistoryEpoch, type HistoryOptions, historyFigure } from './curves/history-figure.ts';
export {
  type DecisionSurfaceOptions,
  decisionSurfaceFigure,
  type SurfacePoint,
} from './decision-surface-figure.ts';
export { FiguresError, type FiguresErrorCode } from './figures-error.ts';
export { type GalleryOptions, galleryFigure } from './images/gallery-figure.ts';
export { type ImageBatch, type ImageChoice, imageDataUrl } from './images/images.ts';
export type { Labels } from './images/labels.ts';
export { type PredictionGridOptions, predictionGridFigure } from './images/prediction-grid-figure.ts';
export type { SurfaceGrid } from './surface-grid.ts';
