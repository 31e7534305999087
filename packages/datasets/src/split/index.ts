// @nn101/datasets/splits: more ways to choose images and to iterate over them than the main entry has. Start at
//   ./selection.ts for the grammar, ./batch-iterator.ts for batches with a position.

export {
  type BatchIterator,
  type BatchIteratorOptions,
  type BatchPosition,
  batchIterator,
} from './batch-iterator.ts';
export { classSubset, concatenate } from './select.ts';
export {
  type Bound,
  type ImageRange,
  parseSelection,
  resolveSelection,
  type SelectionTerm,
} from './selection.ts';
