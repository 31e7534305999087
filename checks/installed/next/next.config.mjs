export default {
  serverExternalPackages: [
    '@nn101/kernels',
    '@nn101/models',
    '@nn101/train',
    '@tensorflow/tfjs-backend-wasm',
    '@tensorflow/tfjs-core',
    '@tensorflow/tfjs-layers',
  ],
};
