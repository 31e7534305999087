// The methods that control runs, of which one is active at a time. How a run is put together: start-run.ts.
import { openCheckpointStore } from '@nn101/train/graph';
import type { DatasetCache } from '../data/dataset-cache.ts';
import type { Handlers, WorkerMessage } from '../messages.ts';
import type { ModelRegistry } from '../network/model-registry.ts';
import type { NetworkStore } from '../network/network-store.ts';
import { TrainPageError } from '../train-page-error.ts';
import type { RunReport } from './run-reporter.ts';
import type { Runner } from './runner.ts';
import { type StartedRun, startRun } from './start-run.ts';

export type RunMethod = 'start' | 'pause' | 'proceed' | 'stop' | 'saveCheckpoint' | 'clearCheckpoint';

interface ActiveRun {
  readonly name: string;
  /** Set once its parts are loaded. */
  started?: StartedRun;
}

export function createRunHandlers(options: {
  datasets: DatasetCache;
  models: ModelRegistry;
  networkStore: NetworkStore;
  post: (message: WorkerMessage) => void;
}): Pick<Handlers, RunMethod> {
  const { datasets, models, networkStore, post } = options;
  let active: ActiveRun | undefined;

  async function start(params: Parameters<Handlers['start']>[0]) {
    if (active) throw busy();
    const run: ActiveRun = { name: params.run };
    active = run;
    const report = (body: RunReport) => post({ ...body, run: params.run });
    try {
      report({ type: 'stage', stage: 'loading' });
      const data = await datasets.load(params.configuration.data);
      const started = await startRun({ ...params, data, models, networkStore, report });
      run.started = started;
      void started.finished.then(() => {
        active = undefined;
      });
      return { resumed: started.resumed };
    } catch (error) {
      active = undefined;
      throw error;
    }
  }

  return { start, ...controls((name) => (active?.name === name ? active.started?.runner : undefined)) };
}

function busy(): TrainPageError {
  const message = 'A network is being trained already. Stop that run, or wait for it.';
  return new TrainPageError('RUN_BUSY', message);
}

/** The methods that act on the active run. They do nothing if the run that they name is over. */
function controls(
  runnerOf: (name: string) => Runner | undefined,
): Pick<Handlers, Exclude<RunMethod, 'start'>> {
  return {
    pause({ run }) {
      runnerOf(run)?.pause();
      return {};
    },
    proceed({ run }) {
      runnerOf(run)?.proceed();
      return {};
    },
    stop({ run }) {
      runnerOf(run)?.stop();
      return {};
    },
    async saveCheckpoint({ run }) {
      await runnerOf(run)?.saveCheckpoint();
      return {};
    },
    async clearCheckpoint({ checkpointKey }) {
      await openCheckpointStore(checkpointKey).clear();
      return {};
    },
  };
}
