import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readTracked, root } from '../repository/tracked-files.ts';
import { fields, findWorkflowFaults, jobsOf, parseWorkflow, stepsOf } from './workflow-faults.ts';

const workflows = readTracked(/^\.github\/workflows\/[^/]+\.ya?ml$/);
const { scripts, engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
// `npm install` and the like are npm's own.
const runnable = [...Object.keys(scripts), 'ci', 'install'];

const read = (name: string) => {
  const source = workflows.find(({ path }) => path === `.github/workflows/${name}.yml`);
  const { workflow } = parseWorkflow(source ?? { path: name, text: '' });
  const [[, job] = ['', {}]] = jobsOf(workflow);
  return { workflow, job, steps: stepsOf(job) };
};

test.each(workflows)('$path has no fault', (source) => {
  expect(findWorkflowFaults(source, runnable)).toEqual([]);
});

describe('continuous integration', () => {
  const { job, steps, workflow } = read('ci');

  test('tests on the oldest Node that is supported and on two later ones', () => {
    expect(fields(fields(job.strategy).matrix).node).toEqual([20, 24, 26]);
    expect(engines.node).toMatch(/^>=20\./);
  });

  test('has both browsers, builds the API pages, and may change nothing', () => {
    expect(Object.keys(fields(job.env))).toEqual(['NN101_CHROMIUM', 'NN101_FIREFOX']);
    expect(steps.map(({ run }) => run)).toEqual(expect.arrayContaining(['npm test', 'npm run docs']));
    expect(workflow.permissions).toEqual({ contents: 'read' });
  });
});

test('the release tests, then publishes through changesets, signed and without a token', () => {
  const { workflow, steps } = read('release');
  expect(fields(workflow.permissions)['id-token']).toBe('write');
  const tested = steps.findIndex(({ run }) => run === 'npm test');
  const published = steps.findIndex(({ uses }) => String(uses).startsWith('changesets/action@'));
  expect(tested).toBeGreaterThan(0);
  expect(published).toBeGreaterThan(tested);
  expect(fields(steps[published].env)).toMatchObject({ NPM_CONFIG_PROVENANCE: true });
  expect(JSON.stringify(workflow)).not.toMatch(/NPM_TOKEN|NODE_AUTH_TOKEN|registry-url/);
});

describe('findWorkflowFaults', () => {
  const faultsIn = (step: string, job = '    timeout-minutes: 1\n') =>
    findWorkflowFaults(
      {
        path: 'x.yml',
        text: `name: x\non: push\npermissions: {}\njobs:\n  one:\n    runs-on: y\n${job}    steps:\n      - ${step}\n`,
      },
      ['test'],
    );

  test('takes a step that runs a script', () => {
    expect(faultsIn('run: npm test')).toEqual([]);
  });

  test.each([
    ['run: npm run nothing', 'no npm script nothing'],
    ['uses: actions/checkout', 'uses names no version'],
    ['name: nothing', 'either uses or run'],
    ['rnu: npm test', 'a step has no key rnu'],
    [`run: echo ${'$'}{{ matrix.node }}`, 'is not in the matrix'],
    [`run: echo ${'$'}{{ secret.TOKEN }}`, 'reads no context'],
    ['run: [', 'x.yml: '],
  ])('finds %s', (step, fault) => {
    expect(faultsIn(step).join('\n')).toContain(fault);
  });

  test('finds a job without a limit on its time', () => {
    expect(faultsIn('run: npm test', '')).toEqual(['x.yml: one: a job needs timeout-minutes']);
  });

  test('finds a key that stands there twice', () => {
    expect(faultsIn('run: npm test', '    timeout-minutes: 1\n    timeout-minutes: 2\n')).toHaveLength(1);
  });
});
