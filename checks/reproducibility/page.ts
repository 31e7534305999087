// The page that trains: gives the browser's driver one function. Images and the backend's file come from page-server.ts.
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { type Trained, type Training, trainOnce } from './train-once.ts';

setWasmPaths('/tfjs/');

async function bytesOf(name: string): Promise<Uint8Array> {
  return new Uint8Array(await (await fetch(`/data/${name}`)).arrayBuffer());
}

async function train(
  training: Training,
  { shape, workers }: { shape: readonly [number, number, number, number]; workers: number },
): Promise<Trained> {
  const [images, labels] = await Promise.all([bytesOf('images'), bytesOf('labels')]);
  return trainOnce(training, { train: { images, labels, shape }, workers });
}

Reflect.set(globalThis, 'train', train);
