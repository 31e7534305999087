import { decisionSurface } from '@nn101/scratch';
import { expect, test } from 'vitest';
import { initialState } from '../../state/url-state.ts';
import { createRun } from './playground-run.ts';
import { playgroundCodec, runConfiguration } from './playground-settings.ts';
import { surfaceSize, unitSurfaces } from './unit-surfaces.ts';

test('each unit’s surface is that of @nn101/scratch', () => {
  const { network } = createRun(runConfiguration(initialState(playgroundCodec))).at(500);
  const surfaces = unitSurfaces(network, [-0.5, 1.5]);
  expect(surfaces.map((units) => units.length)).toEqual([2, 1]);
  const size = { columns: surfaceSize, rows: surfaceSize };
  const expected = decisionSurface({ network, ...size, layer: 0, unit: 1 }).values.flat();
  expect([...surfaces[0][1]]).toEqual([...Float32Array.from(expected)]);
});
