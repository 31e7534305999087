// The activation e^z, which Keras has and tfjs-layers lacks. Registering it under Keras' name lets layers take
// it by that name and saved models that name it be loaded. See activation.ts for the whole list.
import { exp, serialization, type Tensor } from '@tensorflow/tfjs-core';

class Exponential extends serialization.Serializable {
  static readonly className = 'exponential';

  apply(z: Tensor): Tensor {
    return exp(z);
  }

  getConfig(): serialization.ConfigDict {
    return {};
  }
}

/**
 * Makes `activation: 'exponential'` known to tfjs-layers. `createModel` calls it by itself; a program that loads
 * a saved model with this activation calls it first. Calling it again changes nothing.
 */
export function registerExponential(): void {
  serialization.registerClass(Exponential);
}
