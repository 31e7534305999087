// The ways in which saving and loading fail, in words that both stores share, and what loading ends with in both.
import { backend, type io } from '@tensorflow/tfjs-core';
import { type LayersModel, loadLayersModel } from '@tensorflow/tfjs-layers';
import { check } from './check.ts';
import { fromKeras3 } from './keras-3-topology.ts';
import { checkKind, checkWeightBytes, ForeignModel } from './model-json.ts';
import { TrainError } from './train-error.ts';

export function unwritableModel(place: string, cause: unknown): TrainError {
  return new TrainError(
    'MODEL_UNWRITABLE',
    `The model could not be saved to ${place}: ${reason(cause)}. Choose a place that can be written and has room.`,
    { cause },
  );
}

export function missingModel(place: string, cause: unknown): TrainError {
  return new TrainError(
    'MODEL_MISSING',
    `There is no saved model in ${place}: ${reason(cause)}. Check the name, or save a model there first.`,
    { cause },
  );
}

/** For what goes wrong while a model that is there is read. */
export function unreadableModel(place: string, cause: unknown): TrainError {
  if (cause instanceof TrainError) return cause;
  const words = `The model in ${place} cannot be loaded: ${reason(cause)}.`;
  if (cause instanceof ForeignModel) return new TrainError('MODEL_UNSUPPORTED', words, { cause });
  const remedy = /^Unknown (layer|initializer|regularizer|constraint|activation)/i.test(reason(cause))
    ? 'Register its class with serialization.registerClass() of @tensorflow/tfjs-core first.'
    : 'Save it again, or train it anew.';
  return new TrainError('MODEL_DAMAGED', `${words} ${remedy}`, { cause });
}

function reason(cause: unknown): string {
  return (cause instanceof Error ? cause.message : String(cause)).replace(/\.$/, '');
}

/** @throws TrainError `BACKEND_NOT_READY` where tfjs has nothing that could hold a model's weights */
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

/** A scheme of two letters or more, so that Windows' drives are none. */
const scheme = /^([a-z][a-z\d+.-]+):\/\//i;

/** The scheme of an address such as `https://…`, in lower case; undefined for a path or a name. */
export function schemeOf(place: string): string | undefined {
  return scheme.exec(place)?.[1].toLowerCase();
}

/** @throws TrainError `INVALID_ARGUMENT` */
export function refusePlace(value: unknown, expected: string): never {
  check.that(false, 'directory', { expected, value });
  throw new Error('unreachable');
}

/** @throws ForeignModel, Error with what is wrong */
export async function modelOf(artifacts: io.ModelArtifacts): Promise<LayersModel> {
  checkKind(artifacts);
  checkWeightBytes(artifacts);
  const readable = fromKeras3(artifacts);
  return await loadLayersModel({ load: async () => readable });
}
