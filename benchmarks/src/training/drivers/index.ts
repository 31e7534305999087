// Every driver that runs in Node, by name.
import type { PrepareDriver } from '../task.ts';
import { prepareBrainJs } from './brain-js.ts';
import { prepareConvNetJs } from './convnetjs.ts';
import { prepareJaxJs } from './jax-js.ts';
import { prepareNn101 } from './nn101.ts';
import { prepareTfjsFit } from './tfjs-fit.ts';
import { prepareTfjsTape } from './tfjs-tape.ts';

export const drivers = {
  nn101: (task) => prepareNn101(task),
  'nn101-2': (task) => prepareNn101(task, { workers: 2 }),
  'nn101-fused': (task) => prepareNn101(task, { arithmetic: 'fused' }),
  'tfjs-wasm': (task) => prepareTfjsTape('wasm', task),
  'tfjs-wasm-kernels': prepareTfjsFit,
  'tfjs-cpu': (task) => prepareTfjsTape('cpu', task),
  'jax-js': prepareJaxJs,
  convnetjs: prepareConvNetJs,
  'brain.js': prepareBrainJs,
} as const satisfies Record<string, PrepareDriver>;

export type DriverName = keyof typeof drivers;
