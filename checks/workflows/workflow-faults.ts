// What GitHub would refuse or silently ignore in a workflow: YAML that does not parse, keys that do not exist, steps that
// do nothing, expressions that lead nowhere, npm scripts that the project does not have. Not all of what GitHub knows:
// what goes wrong in small workflows such as these.
import { parseDocument } from 'yaml';
import type { SourceText } from '../repository/tracked-files.ts';

type Fields = Readonly<Record<string, unknown>>;

const known = {
  workflow: ['name', 'on', 'permissions', 'env', 'concurrency', 'defaults', 'jobs', 'run-name'],
  job: [
    'name',
    'needs',
    'if',
    'runs-on',
    'permissions',
    'timeout-minutes',
    'strategy',
    'env',
    'steps',
    'outputs',
  ],
  step: ['name', 'id', 'if', 'uses', 'with', 'run', 'env', 'shell', 'working-directory', 'timeout-minutes'],
} as const;

const contexts = ['env', 'github', 'job', 'matrix', 'needs', 'runner', 'secrets', 'steps', 'strategy'];

/** The value as a record; an empty one for anything else. */
export function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

/** A workflow's text as data. Faults are those of YAML itself, such as a key that stands there twice. */
export function parseWorkflow({ path, text }: SourceText): { workflow: Fields; faults: string[] } {
  const document = parseDocument(text, { uniqueKeys: true });
  const faults = [...document.errors, ...document.warnings].map(({ message }) => `${path}: ${message}`);
  return { workflow: faults.length > 0 ? {} : fields(document.toJS()), faults };
}

/** The jobs of a workflow by name. */
export function jobsOf(workflow: Fields): [string, Fields][] {
  return Object.entries(fields(workflow.jobs)).map(([name, job]) => [name, fields(job)]);
}

/** The steps of a job. */
export function stepsOf(job: Fields): Fields[] {
  return Array.isArray(job.steps) ? job.steps.map(fields) : [];
}

function unknownKeys(what: keyof typeof known, found: Fields): string[] {
  const names: readonly string[] = known[what];
  return Object.keys(found).flatMap((key) => (names.includes(key) ? [] : [`a ${what} has no key ${key}`]));
}

function stepFaults(step: Fields, scripts: readonly string[]): string[] {
  const faults = unknownKeys('step', step);
  if ((step.uses === undefined) === (step.run === undefined)) {
    faults.push('a step has either uses or run');
  }
  if (step.uses !== undefined && !/^[\w-]+\/[\w./-]+@(v\d+|[\da-f]{40})$/.test(String(step.uses))) {
    faults.push(`uses names no version: ${step.uses}`);
  }
  for (const [, script] of String(step.run ?? '').matchAll(/\bnpm (?:run )?(?!run\b)([\w:-]+)/g)) {
    if (!scripts.includes(script)) faults.push(`no npm script ${script}`);
  }
  return faults;
}

function expressionFaults(text: string, job: Fields): string[] {
  const matrix = Object.keys(fields(fields(job.strategy).matrix));
  return [...text.matchAll(/\$\{\{\s*([\w-]+)(?:\.([\w-]+))?.*?\}\}/g)].flatMap(([whole, context, name]) => {
    if (!contexts.includes(context)) return [`${whole} reads no context that exists`];
    return context === 'matrix' && !matrix.includes(name) ? [`${whole} is not in the matrix`] : [];
  });
}

function jobFaults(job: Fields, scripts: readonly string[]): string[] {
  const needed = ['runs-on', 'timeout-minutes', 'steps'].filter((key) => job[key] === undefined);
  return [
    ...unknownKeys('job', job),
    ...needed.map((key) => `a job needs ${key}`),
    ...stepsOf(job).flatMap((step) => stepFaults(step, scripts)),
    ...expressionFaults(JSON.stringify(job), job),
  ];
}

/** One sentence for each fault of a workflow; `scripts` are the npm scripts that its steps may run. */
export function findWorkflowFaults(source: SourceText, scripts: readonly string[]): string[] {
  const { workflow, faults } = parseWorkflow(source);
  if (faults.length > 0) return faults;
  const needed = ['name', 'on', 'permissions', 'jobs'].filter((key) => workflow[key] === undefined);
  return [
    ...unknownKeys('workflow', workflow),
    ...needed.map((key) => `a workflow needs ${key}`),
    ...jobsOf(workflow).flatMap(([name, job]) => jobFaults(job, scripts).map((fault) => `${name}: ${fault}`)),
  ].map((fault) => `${source.path}: ${fault}`);
}
