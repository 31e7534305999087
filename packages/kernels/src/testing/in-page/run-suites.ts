// For tests: what the page runs: all suites, one after the other, on one backend.
import type { Arithmetic } from '../../wasm-module.ts';
import { setArithmeticUnderTest } from '../arithmetic-under-test.ts';
import { suites } from '../suites.ts';
import { env, type SpecResult } from './jasmine-words.ts';

/** How the suites went. */
export interface SuitesReport {
  readonly passed: number;
  /** Names and messages. */
  readonly failed: readonly string[];
}

Reflect.set(globalThis, 'runSuites', runSuites);

async function runSuites(arithmetic: Arithmetic): Promise<SuitesReport> {
  setArithmeticUnderTest(arithmetic);
  for (const load of Object.values(suites)) await load();
  const specs: SpecResult[] = [];
  const failed: string[] = [];
  const told = ({ fullName, failedExpectations }: SpecResult) => {
    for (const { message } of failedExpectations) failed.push(`${fullName}: ${message}`);
  };
  env.addReporter({
    specDone: (spec) => {
      specs.push(spec);
      told(spec);
    },
    suiteDone: told,
  });
  const { overallStatus, incompleteReason, failedExpectations } = await env.execute();
  told({ fullName: 'all suites', status: overallStatus, failedExpectations });
  if (overallStatus !== 'passed') failed.push(`${overallStatus} ${incompleteReason ?? ''}`);
  return { passed: specs.filter(({ status }) => status === 'passed').length, failed };
}
