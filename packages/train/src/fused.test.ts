// Training with fused multiply-adds: a result that differs from the deterministic one, and is the same for any number of
// workers and for a resumed run; and where it is rejected. Node 20 runs it with the flag for relaxed SIMD.

import { setFlagsFromString } from 'node:v8';
import { type Arithmetic, requireArithmetic } from '@nn101/kernels/graph';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Checkpoint } from './checkpoint/checkpoint.ts';
import { type FitOptions, fit, weightsSha256 } from './tape/model-functions.ts';
import { prepareBackend } from './tape/prepare-backend.ts';
import { batchNormModel, convolutionalModel } from './testing/stripe-models.ts';
import { stripedImages } from './testing/striped-images.ts';

beforeAll(prepareBackend);

const train = stripedImages({ count: 90 });
const options = { train, epochs: 2, batchSize: 40, seed: 3 } as const satisfies FitOptions;

const fused = { ...options, arithmetic: 'fused' } as const;

function refusalOf(ask: () => unknown): string | undefined {
  try {
    ask();
    return undefined;
  } catch (error) {
    return `${Reflect.get(Object(error), 'code')}: ${Reflect.get(Object(error), 'message')}`;
  }
}

// The error of this engine as it was started, requested before the flag changes it.
const refusal = refusalOf(() => requireArithmetic('fused'));
if (refusal?.includes('relaxed SIMD, which this JavaScript engine does not have'))
  setFlagsFromString('--experimental-wasm-relaxed-simd');
const missing = refusalOf(() => requireArithmetic('fused'));

async function trained(more: Partial<FitOptions>): Promise<string> {
  const model = convolutionalModel();
  const arithmetics: unknown[] = [];
  for await (const event of fit(model, { ...options, ...more }))
    if (event.type === 'start') arithmetics.push(event.arithmetic);
  expect(arithmetics).toEqual([more.arithmetic ?? 'deterministic']);
  const hash = await weightsSha256(model);
  model.dispose();
  return hash;
}

async function checkpointOf(arithmetic: Arithmetic): Promise<Checkpoint> {
  const model = convolutionalModel();
  const run = fit(model, { ...options, arithmetic });
  try {
    for await (const event of run) if (event.type === 'batch') return await run.checkpoint();
    throw new Error('The run had no batch.');
  } finally {
    await run.return({ epochs: [] });
    model.dispose();
  }
}

describe.skipIf(missing)(`fused arithmetic${missing ? ` (skipped: ${missing})` : ''}`, () => {
  test('has the recorded result, which is not the deterministic one, for any number of workers', async () => {
    const recorded = 'af5a43607619327ce02bb783ab4fe8803bca189a7c4095fde915928dfa2626ce';
    for (const workers of [1, 2, 4]) expect(await trained({ ...fused, workers })).toBe(recorded);
    expect(await trained({})).not.toBe(recorded);
  });

  test('has the same result in a resumed run', async () => {
    const resume = await checkpointOf('fused');
    expect(await trained({ ...fused, resume })).toBe(await trained(fused));
  });

  test.each(['deterministic', 'fused'] as const)(
    'cannot be turned on in a run that was %s, nor off',
    async (was) => {
      const resume = await checkpointOf(was);
      const now = was === 'fused' ? 'deterministic' : 'fused';
      const text = refusalOf(() => fit(convolutionalModel(), { ...options, arithmetic: now, resume }));
      expect(text).toMatch(
        `CHECKPOINT_MISMATCH: The checkpoint belongs to another run: arithmetic was "${was}", now "${now}".`,
      );
    },
  );

  test('is not available on the tape', () => {
    expect(refusalOf(() => fit(batchNormModel(), fused))).toMatch(
      /^INVALID_ARGUMENT: arithmetic expects 'deterministic' for this model; received 'fused'/,
    );
  });
});

test.skipIf(refusal === undefined)('is rejected by the call on an engine without it', () => {
  expect(refusal).toMatch(/^FUSED_UNAVAILABLE: .*'deterministic' arithmetic/);
});

test('rejects an unknown arithmetic', () => {
  const text = refusalOf(() => fit(convolutionalModel(), { ...options, arithmetic: 'relaxed' as never }));
  expect(text).toMatch(/^INVALID_ARGUMENT: arithmetic expects/);
});
