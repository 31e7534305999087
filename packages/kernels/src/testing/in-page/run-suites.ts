// For tests: what the page runs: its suites, one after the other, on one backend.
import { findBackend } from '@tensorflow/tfjs-core';
import type { Arithmetic } from '../../wasm/wasm-module.ts';
import { setArithmeticUnderTest } from '../arithmetic-under-test.ts';
import { suites, threadedSuites } from '../suites.ts';
import { env, type SpecResult } from './jasmine-words.ts';

/** How the suites went. */
export interface SuitesReport {
  readonly isolated: boolean;
  /** Whether tfjs has taken its build for several threads. */
  readonly threaded: boolean;
  readonly passed: number;
  /** Names and messages. */
  readonly failed: readonly string[];
}

Reflect.set(globalThis, 'runSuites', runSuites);

async function runSuites(arithmetic: Arithmetic): Promise<SuitesReport> {
  setArithmeticUnderTest(arithmetic);
  // There tfjs takes its threaded build.
  const chosen = globalThis.crossOriginIsolated ? threadedSuites : suites;
  for (const load of Object.values(chosen)) await load();
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
  return {
    isolated: globalThis.crossOriginIsolated,
    threaded: 'PThread' in ((findBackend('wasm') as { wasm?: object }).wasm ?? {}),
    passed: specs.filter(({ status }) => status === 'passed').length,
    failed,
  };
}
