// Calls a function with one wrong argument at a time and judges what comes back: an error of the package, with a code,
// that names the argument, what was expected and what came. Nothing else will do, least of all a result.
import { describeValue } from '@nn101/arguments';
import { type WrongValue, wrongArguments } from './argument-kinds.ts';
import { type Callable, missingMethods, type PackageTable, validArguments } from './export-table.ts';

/** A call that must be refused. */
export interface WrongCall {
  readonly problem: WrongValue;
  readonly values: readonly unknown[];
}

/** One call for each wrong value of each argument, all the others valid. */
export function wrongCalls({ row }: Callable): WrongCall[] {
  return Object.entries(row.arguments).flatMap(([name, argument], position) =>
    wrongArguments(argument, name).map((problem) => ({
      problem,
      values: validArguments(row).with(position, problem.value),
    })),
  );
}

/** The words for a value, or for what is wrong inside it, that a message may use. */
function descriptions(value: unknown): string[] {
  const inner: readonly unknown[] = Array.isArray(value) ? value.slice(0, 1) : [];
  return [describeValue(value), ...inner.flatMap(descriptions)];
}

function mentions(message: string, names: readonly string[]): boolean {
  return names.some((name) => new RegExp(`(^|\\W)${name}($|\\W)`).test(message));
}

/** Names by which a message may call the wrong value: its own, and the function's where it is the whole options. */
function namesOf({ path }: WrongValue, { label }: Callable): string[] {
  const steps = path.split('.').map((step) => step.replace(/\[\d+\]/g, ''));
  const called = label.replace(/^new /, '').split('.').at(-1) ?? label;
  return steps.length === 1 ? [steps[0], called] : [steps[steps.length - 1]];
}

function judgeMessage(message: string, problem: WrongValue, callable: Callable): string[] {
  const names = namesOf(problem, callable);
  const asOption = /has no option "/.test(message);
  const received = descriptions(problem.cause).some((words) => message.includes(`received ${words}`));
  return [
    ...(mentions(message, names) ? [] : [`does not name ${names.join(' or ')}`]),
    ...(asOption || /\bexpect(s|ed)\b/i.test(message) ? [] : ['does not say what was expected']),
    ...(asOption || received ? [] : [`does not say "received ${descriptions(problem.cause)[0]}"`]),
    ...(problem.suggestion === undefined || message.includes(`Did you mean ${problem.suggestion}?`)
      ? []
      : [`does not suggest ${problem.suggestion}`]),
  ];
}

/** What is wrong with an error that a wrong argument led to; empty where nothing is. */
function judgeError(
  error: unknown,
  { callable, call, table }: { callable: Callable; call: WrongCall; table: PackageTable },
): string[] {
  if (!(error instanceof table.error)) return [`gives no ${table.error.name} but ${String(error)}`];
  const codes = ['INVALID_ARGUMENT', ...(callable.row.codes ?? [])];
  const faults = judgeMessage(error.message, call.problem, callable);
  return [
    ...(codes.includes(error.code) ? [] : [`has the code ${error.code}, not ${codes.join(' or ')}`]),
    ...faults.map((fault) => `${fault}: ${error.message}`),
  ];
}

async function tryWrongCall(callable: Callable, call: WrongCall, table: PackageTable): Promise<string[]> {
  const { path, label } = call.problem;
  try {
    const result = await callable.call(call.values);
    await callable.row.dispose?.(result);
  } catch (error) {
    return judgeError(error, { callable, call, table }).map(
      (fault) => `${callable.label}: ${path} = ${label} ${fault}`,
    );
  }
  return [`${callable.label}: ${path} = ${label} is taken without a word`];
}

/** All that is wrong with one function: a valid call that fails, methods that the table lacks, wrong calls that pass. */
export async function findFaults(callable: Callable, table: PackageTable): Promise<string[]> {
  let result: unknown;
  try {
    result = await callable.call(validArguments(callable.row));
  } catch (error) {
    const isExpected = error instanceof table.error && error.code === callable.row.fails;
    if (!isExpected) return [`${callable.label}: the valid call fails with ${String(error)}`];
  }
  const faults = missingMethods(callable, result);
  if (result !== undefined) await callable.row.dispose?.(result);
  for (const call of wrongCalls(callable)) faults.push(...(await tryWrongCall(callable, call, table)));
  return faults;
}
