// The runs of the worker: one trains at a time. How one is put together: start-run.ts.
import { openCheckpointStore } from '@nn101/train/graph';
import type { DataShelf } from '../data/dataset-cache.ts';
import type { Handlers, WorkerMessage } from '../messages.ts';
import type { KeptNetworks } from '../network/kept-networks.ts';
import type { NetworkShelf } from '../network/model-registry.ts';
import { TrainPageError } from '../train-page-error.ts';
import type { News, Runner } from './runner.ts';
import { type StartedRun, startRun } from './start-run.ts';

export type RunTopic = 'start' | 'pause' | 'proceed' | 'stop' | 'keep' | 'forget';

interface ActiveRun {
  readonly name: string;
  /** Once its parts are together. */
  started?: StartedRun;
}

export function createRunDesk(options: {
  shelf: DataShelf;
  networks: NetworkShelf;
  kept: KeptNetworks;
  post: (message: WorkerMessage) => void;
}): Pick<Handlers, RunTopic> {
  const { shelf, networks, kept, post } = options;
  const training: { now?: ActiveRun } = {};

  async function start(question: Parameters<Handlers['start']>[0]) {
    if (training.now) throw busy();
    const mine: ActiveRun = { name: question.run };
    training.now = mine;
    const tell = (news: News) => post({ ...news, run: question.run });
    try {
      tell({ type: 'stage', stage: 'loading' });
      const data = await shelf.take(question.configuration.data);
      const started = await startRun({ ...question, data, networks, kept, tell });
      mine.started = started;
      void started.finished.then(() => {
        training.now = undefined;
      });
      return { resumed: started.resumed };
    } catch (error) {
      training.now = undefined;
      throw error;
    }
  }

  return {
    start,
    ...controls((name) => (training.now?.name === name ? training.now.started?.runner : undefined)),
  };
}

function busy(): TrainPageError {
  const message = 'A network is being trained already. Stop that run, or wait for it.';
  return new TrainPageError('RUN_BUSY', message);
}

/** What can be asked of a run while it trains; a run that is over is not concerned. */
function controls(
  runnerOf: (name: string) => Runner | undefined,
): Pick<Handlers, Exclude<RunTopic, 'start'>> {
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
    async keep({ run }) {
      await runnerOf(run)?.keep();
      return {};
    },
    async forget({ place }) {
      await openCheckpointStore(place).clear();
      return {};
    },
  };
}
