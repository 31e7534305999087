// The last part of loading a model of tfjs-layers, common to all sources of its files.
import { backend, type io } from '@tensorflow/tfjs-core';
import { type LayersModel, loadLayersModel } from '@tensorflow/tfjs-layers';
import { fromKeras3 } from '../saved-model/keras-3-topology.ts';
import { checkKind, checkWeightBytes } from '../saved-model/model-json.ts';
import { TrainError } from '../train-error.ts';

/** @throws TrainError `BACKEND_NOT_READY` if tfjs has no backend to hold a model's weights */
export function checkAnyBackend(): void {
  try {
    backend();
  } catch (cause) {
    throw new TrainError(
      'BACKEND_NOT_READY',
      'A model needs a tfjs backend for its weights, and none is ready. Call `await prepareBackend()` first.',
      { cause },
    );
  }
}

/** @throws ForeignModel, Error with what is wrong */
export async function modelOf(artifacts: io.ModelArtifacts): Promise<LayersModel> {
  checkKind(artifacts);
  checkWeightBytes(artifacts);
  const readable = fromKeras3(artifacts);
  return await loadLayersModel({ load: async () => readable });
}
