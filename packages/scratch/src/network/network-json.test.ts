// To JSON and back bit for bit, and strangers' JSON.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { initializers } from '../random/initializer.ts';
import { ScratchError } from '../scratch-error.ts';
import { createNetwork } from './network.ts';
import { fromJSON, toJSON } from './network-json.ts';

const network = createNetwork({
  inputs: 2,
  layers: [
    { units: 3, activation: 'softplus' },
    { units: 1, activation: 'sigmoid' },
  ],
  initializer: initializers.standardNormal,
});
const json = JSON.stringify(toJSON(network));

test('there and back again, bit for bit', () => {
  expect(fromJSON(JSON.parse(json))).toEqual(network);
});

test('the result is a copy', () => {
  const parsed = JSON.parse(json);
  const copy = fromJSON(parsed);
  parsed.layers[0].weights[0][0] = 99;
  expect(copy).toEqual(network);
});

test('anything else is rejected with a ScratchError', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(() => fromJSON(value)).toThrow(ScratchError);
    }),
  );
});

test('any single damaged value is rejected with a ScratchError, or leaves a valid network', () => {
  const paths = JSON.stringify(JSON.parse(json)).match(/-?\d+(\.\d+)?(e-?\d+)?|"[^"]+"/g) ?? [];
  fc.assert(
    fc.property(fc.constantFrom(...paths), fc.jsonValue(), (found, replacement) => {
      const damaged = json.replace(found, JSON.stringify(replacement));
      let value: unknown;
      try {
        value = JSON.parse(damaged);
      } catch {
        return;
      }
      try {
        expect(fromJSON(value).layers.length).toBe(2);
      } catch (error) {
        expect(error).toBeInstanceOf(ScratchError);
      }
    }),
  );
});

test('errors name the wrong value', () => {
  const layers = () => JSON.parse(json).layers;
  const refuse = (value: unknown) => expect(() => fromJSON(value));
  refuse(null).toThrowErrorMatchingInlineSnapshot(
    `[ScratchError: Not a network: the value expects an object returned by JSON.parse; received null. Pass a value that toJSON returned.]`,
  );
  refuse({ format: 'keras' }).toThrowErrorMatchingInlineSnapshot(
    `[ScratchError: Not a network: format expects one of nn101-scratch-network; received "keras" (a string). Pass a value that toJSON returned.]`,
  );
  refuse({ ...toJSON(network), version: 2 }).toThrowErrorMatchingInlineSnapshot(
    `[ScratchError: Not a network: version expects 1; received 2. Pass a value that toJSON returned.]`,
  );
  refuse({ ...toJSON(network), layers: [] }).toThrowErrorMatchingInlineSnapshot(
    `[ScratchError: Not a network: network.layers expects an array of at least 1; received an empty array. Pass a value that toJSON returned.]`,
  );
  refuse({ ...toJSON(network), layers: [layers()[1], layers()[1]] }).toThrowErrorMatchingInlineSnapshot(
    `[ScratchError: Not a network: network.layers[1].weights[0] expects an array of 1 number; received an array of length 3. Pass a value that toJSON returned.]`,
  );
  refuse({
    ...toJSON(network),
    layers: [{ ...layers()[0], biases: [0] }],
  }).toThrowErrorMatchingInlineSnapshot(
    `[ScratchError: Not a network: network.layers[0].weights expects 1 row, one for each bias; received an array of 3 arrays. Pass a value that toJSON returned.]`,
  );
  refuse({
    ...toJSON(network),
    layers: [{ ...layers()[1], biases: [null] }],
  }).toThrowErrorMatchingInlineSnapshot(
    `[ScratchError: Not a network: network.layers[0].biases[0] expects a number; received null. Pass a value that toJSON returned.]`,
  );
  refuse({
    ...toJSON(network),
    layers: [{ ...layers()[0], activation: 'toString' }],
  }).toThrowErrorMatchingInlineSnapshot(
    `[ScratchError: Not a network: network.layers[0].activation expects one of identity, linear, sigmoid, tanh, relu, elu, selu, softplus, softsign, hardSigmoid, hard_sigmoid, exponential, softmax; received "toString" (a string). Pass a value that toJSON returned.]`,
  );
});
