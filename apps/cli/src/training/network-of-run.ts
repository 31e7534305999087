// The network of a run, as its configuration describes it.
import { createNetwork, type ModelName, type NetworkSpec } from '@nn101/models/graph';
import { type CourseDataName, classCountOf } from '../data/course-data.ts';
import type { RunConfiguration } from '../run-directory/run-record.ts';
import { checkActivation } from './check-activation.ts';

/** Its output is sized to the data set. Throws `ModelError` on values that no network can have. */
export function networkOfRun(configuration: RunConfiguration): NetworkSpec {
  const { model, dataset, units, activation, hiddenLayers } = configuration;
  return createNetwork(model as ModelName, {
    ...{ units, activation: checkActivation(activation), hiddenLayers },
    classes: classCountOf(dataset as CourseDataName),
  });
}
