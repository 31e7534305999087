// A stranger's project without any package of tfjs: networks are trained, tested, saved, loaded and resumed there to the bits
// that models of tfjs-layers train to.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createModel } from '@nn101/models';
import type { NetworkName } from '@nn101/models/graph';
import { evaluate, fit, prepareBackend, weightsSha256 } from '@nn101/train';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createFreshProject, type FreshProject, whyNoInstall } from './fresh-project.ts';
import { imagesOf, names, options, seed } from './without-tfjs/task.js';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const without = await whyNoInstall();

describe.skipIf(without)(`a project without tfjs${without ? ` (${without})` : ''}`, () => {
  let project: FreshProject;

  beforeAll(async () => {
    project = await createFreshProject({ templates: ['without-tfjs'] });
  });

  afterAll(() => project?.remove());

  test('has nothing of tfjs, and trains to the weights of the models of tfjs-layers', async () => {
    const installed = readdirSync(join(project.directory, 'node_modules'));
    expect(installed.filter((name) => !name.startsWith('.'))).toEqual(['@nn101', 'typescript']);
    const { exitCode, output } = await project.node('main.mjs');
    expect({ exitCode, output }).toEqual({ exitCode: 0, output: expect.stringMatching(/^\{.*\}\n$/) });
    expect(JSON.parse(output)).toEqual(await withTfjs());
  });

  test('type-checks as strictly as TypeScript can', async () => {
    const flags = ['--strict', '--noEmit', '--module', 'nodenext', '--target', 'es2022', '--pretty', 'false'];
    expect(await project.bin('tsc', ...flags, 'typed.ts')).toEqual({ exitCode: 0, output: '' });
  });
});

/** The same with tfjs, in this process. */
async function withTfjs(): Promise<Record<string, object>> {
  await prepareBackend();
  const results: Record<string, object> = {};
  for (const name of names as NetworkName[]) {
    const model = createModel(name, { seed });
    const [, ...inputShape] = model.inputs[0].shape;
    const train = imagesOf(inputShape) as Parameters<typeof evaluate>[1];
    for await (const _ of fit(model, { ...options, train }));
    const sha256 = await weightsSha256(model);
    const { loss } = await evaluate(model, train);
    results[name] = { trained: sha256, resumed: sha256, loaded: sha256, loss };
    model.dispose();
  }
  return results;
}
