// For tests: a program of its own that prints whether the engine that runs it has the fused arithmetic, or the error's code.
import { instantiate } from '../wasm/wasm-module.ts';

try {
  instantiate(new WebAssembly.Memory({ initial: 1 }), 'fused');
  process.stdout.write('fused');
} catch (error) {
  process.stdout.write(String(Reflect.get(Object(error), 'code')));
}
