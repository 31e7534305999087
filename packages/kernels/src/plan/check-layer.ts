// Whether a layer, or a network of them, is what layer-spec.ts says, for callers in plain JavaScript. Whether the layers fit
// each other shows when shapes are worked out.
import { check, checkLengths, checkWords } from '../check.ts';
import { arithmetics } from '../wasm-module.ts';
import { elementwiseActivations, type LayerSpec, type PlanActivation } from './layer-spec.ts';
import type { PlanShape } from './plan-layout.ts';

type Field = (name: string, value: unknown) => void;

const count: Field = (name, value) => check.wholeNumber(name, value, { min: 1 });
const pair: Field = (name, value) => checkLengths(name, value, { min: 1, count: 2 });
const padding: Field = (name, value) => check.oneOf(name, value, ['same', 'valid']);
const activation: Field = (name, value) =>
  check.oneOf<PlanActivation>(name, value, [...elementwiseActivations, 'softmax']);

const fields: Readonly<Record<LayerSpec['kind'], Readonly<Record<string, Field>>>> = {
  conv2d: { filters: count, kernelSize: pair, strides: pair, padding, activation, useBias: check.flag },
  maxPool2d: { poolSize: pair, strides: pair, padding },
  dropout: { rate: (name, value) => check.number(name, value, { min: 0, below: 1 }), key: checkWords },
  flatten: {},
  dense: { units: count, activation, useBias: check.flag },
};

/** @throws KernelError INVALID_ARGUMENT */
export function checkLayer(name: string, layer: LayerSpec): void {
  check.record(name, layer, "such as { kind: 'flatten' }");
  check.oneOf(`${name}.kind`, layer.kind, Object.keys(fields) as LayerSpec['kind'][]);
  const known = fields[layer.kind];
  check.options(name, layer, ['kind', ...Object.keys(known)]);
  for (const [field, checkField] of Object.entries(known)) {
    checkField(`${name}.${field}`, Reflect.get(layer, field));
  }
}

/** The fields of every plan, and those of `VectorOptions` that may come with them. @throws KernelError INVALID_ARGUMENT */
export function checkPlanOptions(caller: string, options: PlanShape, others: readonly string[]): void {
  check.options(caller, options, ['inputShape', 'layers', 'microBatch', ...others]);
  const { inputShape, layers, microBatch } = options;
  checkLengths('inputShape', inputShape, { min: 1, count: 3 });
  check.list('layers', layers, { min: 1 });
  for (const [i, layer] of layers.entries()) checkLayer(`layers[${i}]`, layer);
  check.wholeNumber('microBatch', microBatch, { min: 1 });
  checkVectorOptions(options);
}

/** What several functions take besides, where it is given. @throws KernelError INVALID_ARGUMENT */
export function checkVectorOptions(options: object): void {
  for (const [name, checkOption] of Object.entries(vectorOptions)) {
    const value: unknown = Reflect.get(options, name);
    if (value !== undefined) checkOption(name, value);
  }
}

const vectorOptions: Readonly<Record<string, Field>> = {
  count,
  lanes: count,
  plans: count,
  averaged: check.flag,
  shared: check.flag,
  arithmetic: (name, value) => check.oneOf(name, value, arithmetics),
};
