// Whether a model trains on a graph, and everything that such a training knows of it. Reading: read-model.ts.
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { type Segment, segmentsOf } from '../parameter-segments.ts';
import { type Obstacle, type ReadModel, readModel } from './read-model.ts';

/** A model as training on a graph knows it. */
export interface PlannedModel extends ReadModel {
  readonly segments: readonly Segment[];
}

/** The model as a graph, or what prevents it: an operation, a penalty or a constraint that graphs lack. */
export function planOf(model: LayersModel, seed: number): PlannedModel | Obstacle {
  const read = readModel(model, seed);
  if ('obstacle' in read) return read;
  return { ...read, segments: segmentsOf(read.graph) };
}

/** The same of a classifier of images, without what updates need. */
export function readClassifier(model: LayersModel, seed: number): ReadModel | Obstacle {
  const { inputs, outputs } = model;
  if (inputs.length !== 1) return { obstacle: `its ${inputs.length} inputs` };
  if (outputs.length !== 1) return { obstacle: `its ${outputs.length} outputs` };
  if (inputs[0].shape.length !== 4) return { obstacle: 'the shape of its input' };
  const read = readModel(model, seed);
  if ('obstacle' in read) return read;
  const { graph } = read;
  const last = graph.nodes[graph.outputs[0]];
  return last.operation.kind === 'softmax' ? read : { obstacle: 'its end, which is not softmax' };
}
