// Tells tfjs where the build has put its .wasm files. The threaded one is never used: training has workers of its own.

import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';

setWasmPaths({
  'tfjs-backend-wasm.wasm': new URL(plain, import.meta.url).href,
  'tfjs-backend-wasm-simd.wasm': new URL(simd, import.meta.url).href,
  'tfjs-backend-wasm-threaded-simd.wasm': new URL(simd, import.meta.url).href,
});
