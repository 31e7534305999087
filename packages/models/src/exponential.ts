// The activation e^z, which Keras has and tfjs-layers lacks. Once it is registered under Keras' name, layers can use it and
// saved models that use it can be loaded. All activations are listed in network/layers/activation-names.ts.
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
 * Registers the activation `exponential` with tfjs-layers. `createModel` does this itself; call it before loading a saved
 * model that uses this activation. Calling it again has no effect.
 */
export function registerExponential(): void {
  serialization.registerClass(Exponential);
}
