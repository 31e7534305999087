import { describe, expect, test } from 'vitest';
import { decodeState, encodeState } from '../state/url-state.ts';
import { commandFor, configurationFields, configurationKey, notebookConfiguration } from './configuration.ts';

const codec = configurationFields(notebookConfiguration('mnist-basic'));

test('a configuration is the same after decoding its URL', () => {
  const mine = {
    ...notebookConfiguration('fashion-mnist-cnn'),
    network: 'conv8.pool.dense32-hard_sigmoid',
    seed: 7,
    rate: 0.0025,
    limit: 2000,
    augment: ['flip', 'cutout'] as const,
    arithmetic: 'fused' as const,
  };
  const fields = encodeState(codec, mine);
  expect(decodeState(codec, fields)).toEqual({ state: mine, rejections: [] });
  expect(`${fields}`).toContain('network=conv8.pool.dense32-hard_sigmoid');
});

test('an invalid field takes its default and is reported', () => {
  const fields = new URLSearchParams(
    'network=../../etc&epochs=1e9&augment=flip_evil&rate=-1&seed=4&arithmetic=double',
  );
  const { state, rejections } = decodeState(codec, fields);
  expect(state).toEqual({ ...notebookConfiguration('mnist-basic'), seed: 4 });
  expect(rejections.map(({ field }) => field).sort()).toEqual([
    'arithmetic',
    'augment',
    'epochs',
    'network',
    'rate',
  ]);
});

test('equal configurations have equal keys, whatever the order of their fields', () => {
  const { seed, ...rest } = notebookConfiguration('mnist-cnn');
  expect(configurationKey({ seed, ...rest })).toBe(configurationKey({ ...rest, seed }));
  expect(configurationKey({ ...rest, seed: 1 })).not.toBe(configurationKey({ ...rest, seed }));
});

describe('the command for the terminal', () => {
  test('has an option for each difference from the notebook', () => {
    const basic = notebookConfiguration('mnist-basic');
    expect(commandFor(basic)).toBe('npx nn101 train mnist-basic');
    expect(commandFor({ ...basic, data: 'fashion-mnist', limit: 500, seed: 3 })).toBe(
      'npx nn101 train mnist-basic --dataset fashion-mnist --seed 3 --limit 500',
    );
    expect(commandFor({ ...basic, arithmetic: 'fused' })).toBe(
      'npx nn101 train mnist-basic --arithmetic fused',
    );
  });

  test('is undefined if the program cannot train the same network', () => {
    const basic = notebookConfiguration('mnist-basic');
    expect(commandFor({ ...basic, network: 'dense8-relu' })).toBeUndefined();
    expect(commandFor({ ...basic, augment: ['shift'] })).toBeUndefined();
    expect(commandFor({ ...basic, data: 'own' })).toBeUndefined();
    expect(commandFor({ ...basic, data: 'synthetic' })).toBeUndefined();
  });
});
