// For tests: a finished run with the properties that a test sets, and made-up values for the others.
import { notebookConfiguration, type TrainingConfiguration } from '../configuration.ts';
import type { RunResult } from '../messages.ts';
import type { SavedRun } from './saved-runs.ts';

/** The properties in which a run differs from the example. */
export type Differences = Partial<Omit<SavedRun, 'configuration' | 'result'>> & {
  readonly configuration?: Partial<TrainingConfiguration>;
  readonly result?: Partial<RunResult>;
};

export function savedRun(run: string, { configuration, result, ...rest }: Differences = {}): SavedRun {
  return {
    run,
    owner: 'your-turn',
    configuration: { ...notebookConfiguration('mnist-basic'), ...configuration },
    parameters: 101_770,
    multiplyAdds: 101_632,
    epochs: [
      {
        epoch: 1,
        loss: 0.5,
        accuracy: 0.75,
        metrics: { accuracy: 0.75 },
        learningRate: 0.001,
        seconds: 2,
        microsecondsPerSample: 3,
      },
    ],
    epochsBefore: 0,
    result: {
      complete: true,
      testLoss: 0.4,
      testAccuracy: 0.8,
      weightsSha256: 'ab',
      seconds: 2,
      microsecondsPerSample: 3,
      networkBytes: 0,
      ...result,
    },
    isPrivate: false,
    finishedAt: 0,
    ...rest,
  };
}
