// An activation as the compiled kernels take it.
import { elementwiseActivations, type PlanActivation } from './layer-spec.ts';

/** The number of an activation in assembly/activation.ts; softmax, which works on rows, passes there as linear. */
export function activationCode(activation: PlanActivation): number {
  return activation === 'softmax' ? 0 : elementwiseActivations.indexOf(activation);
}
