import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { openEngine } from './engine-process.ts';

const fake = fileURLToPath(new URL('../testing/fake-engine.mjs', import.meta.url));

function open(behaviour: string, seconds = 20) {
  return openEngine({ program: process.execPath, args: [fake, behaviour] }, seconds);
}

describe('an engine in a process of its own', () => {
  test('says what it is, and takes a step when asked; other lines are ignored', async () => {
    const engine = await open('works');
    expect(engine.ready).toMatchObject({ label: 'Fake 1', workers: 1, versions: { fake: '1.0.0' } });
    expect([await engine.step(), await engine.step()]).toEqual([10, 20]);
    engine.close();
  });

  test('that cannot train says why', async () => {
    await expect(open('cannot')).rejects.toMatchObject({ code: 'CANNOT_TRAIN', message: 'no convolutions' });
  });

  test('that crashes leaves its last words', async () => {
    await expect(open('crash')).rejects.toMatchObject({
      code: 'ENGINE_FAILED',
      message: 'Error: out of luck',
    });
  });

  test('that ends between two steps is found', async () => {
    const engine = await open('dies');
    expect(await engine.step()).toBe(10);
    await expect(engine.step()).rejects.toMatchObject({ code: 'ENGINE_FAILED' });
  });

  test('that takes too long is stopped', async () => {
    await expect(open('silent', 0.5)).rejects.toMatchObject({
      code: 'TIMED_OUT',
      message: expect.stringMatching(/within 0.5 seconds/),
    });
  });

  test('that does not exist is named', async () => {
    const nobody = openEngine({ program: '/nowhere/python', args: [] }, 5);
    await expect(nobody).rejects.toMatchObject({
      code: 'ENGINE_FAILED',
      message: expect.stringMatching(/nowhere/),
    });
  });
});
