import { activationNames, models } from '@nn101/models/graph';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  completeLayers,
  type EditableLayer,
  editableLayers,
  formatArchitecture,
  parseArchitecture,
} from './architecture.ts';

const imageLayer: fc.Arbitrary<EditableLayer> = fc.oneof(
  fc.record({
    kind: fc.constant('conv2d' as const),
    filters: fc.integer({ min: 1, max: 256 }),
    padding: fc.constantFrom('valid' as const, 'same' as const),
  }),
  fc.constant({ kind: 'maxPooling2d' as const }),
);
const rowLayer: fc.Arbitrary<EditableLayer> = fc.oneof(
  fc.record({
    kind: fc.constant('dropout' as const),
    rate: fc.integer({ min: 0, max: 99 }).map((n) => n / 100),
  }),
  fc.record({
    kind: fc.constant('hidden' as const),
    units: fc.integer({ min: 1, max: 2048 }),
    activation: fc.constantFrom(...activationNames),
  }),
);
const architecture = fc
  .tuple(fc.array(imageLayer, { maxLength: 8 }), fc.array(rowLayer, { maxLength: 8 }))
  .map(([first, last]) => [...first, ...last]);

test('parsing reverses formatting', () => {
  fc.assert(
    fc.property(architecture, (layers) => {
      expect(parseArchitecture(formatArchitecture(layers))).toEqual(layers);
    }),
  );
});

test('the text is short and readable', () => {
  expect(formatArchitecture(editableLayers(models['mnist-cnn'].layers))).toBe(
    'conv32.conv64.pool.drop25.dense128-relu.drop50',
  );
  expect(formatArchitecture(editableLayers(models['cifar-cnn'].layers))).toMatch(/^conv32sn3\.conv64\.pool/);
});

test.each(Object.values(models))('$name is complete again from its editable layers', ({ name, layers }) => {
  expect(completeLayers(editableLayers(layers), 10)).toEqual(layers);
  expect(completeLayers(parseArchitecture(name) ?? [], 10)).toEqual(layers);
});

test('without layers the network is softmax regression', () => {
  expect(completeLayers(parseArchitecture('') ?? [], 3)).toEqual([
    { kind: 'flatten' },
    { kind: 'output', units: 3 },
  ]);
});

describe('an invalid text is rejected', () => {
  test.each([
    'dense',
    'dense0-relu',
    'dense4096-relu',
    'dense12-constructor',
    'conv0',
    'conv999',
    'dense8-relu.conv8',
    'drop100',
    '__proto__',
    'pool..pool',
    Array.from({ length: 25 }, () => 'pool').join('.'),
  ])('%s', (text) => {
    expect(parseArchitecture(text)).toBeUndefined();
  });

  test('and never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseArchitecture(text)));
  });
});
