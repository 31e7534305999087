import { expect, test } from 'vitest';
import {
  architectureLimits,
  denseLayer,
  formatArchitecture,
  parseArchitecture,
} from '../../training/network/architecture.ts';
import { moved, withLayer } from './edit-architecture.ts';

const read = (text: string) => parseArchitecture(text) ?? [];
const write = (layers: ReturnType<typeof withLayer>) => layers && formatArchitecture(layers);

test('what works on images goes before the dense layers, the rest to the end', () => {
  expect(write(withLayer(read('dense128-relu'), 'conv2d'))).toBe('conv16.dense128-relu');
  expect(write(withLayer(read('conv16.dense128-relu'), 'maxPooling2d'))).toBe('conv16.pool.dense128-relu');
  expect(write(withLayer(read('conv16'), 'hidden'))).toBe('conv16.dense64-relu');
  expect(write(withLayer(read('dense8-tanh'), 'dropout'))).toBe('dense8-tanh.drop25');
});

test('no layer is moved to where it cannot work, or out of the list', () => {
  expect(write(moved(read('conv16.pool'), 0, 1))).toBe('pool.conv16');
  expect(moved(read('conv16.dense8-relu'), 0, 1)).toBeUndefined();
  expect(moved(read('conv16'), 0, -1)).toBeUndefined();
  expect(moved(read('conv16'), 0, 1)).toBeUndefined();
});

test('there is an end', () => {
  const full = Array.from({ length: architectureLimits.layers }, () => denseLayer(4));
  expect(withLayer(full, 'hidden')).toBeUndefined();
});
