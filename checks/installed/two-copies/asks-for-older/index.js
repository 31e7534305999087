// A dependency that pins an older tfjs-core, so that npm installs that one inside of it.
export { version_core } from '@tensorflow/tfjs-core';
