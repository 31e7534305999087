// Tells a training as it goes: epochs to stdout, as text or JSON, and a progress bar to stderr.
import type { TrainingEvent } from '@nn101/train/graph';
import { liveLine } from '../progress/live-line.ts';
import { type ImageProgress, imageLine } from '../progress/progress-bars.ts';
import { writeEvent } from '../terminal/json-lines.ts';
import { paintFor } from '../terminal/paint.ts';
import { type Terminal, writeLine } from '../terminal/terminal.ts';
import { type TrainedRun, type TrainingPlan, trainRun } from './train-run.ts';
import { advance, progressLine, type TrainingProgress } from './training-progress.ts';
import { epochLine, startLine } from './training-text.ts';

/** How to tell a training. */
interface Telling {
  readonly terminal: Terminal;
  readonly json: boolean;
  /** What is told when it begins; nothing where it is left out. */
  readonly about?: StartFacts;
}

/** What the `start` event adds to what the training itself tells. */
export interface StartFacts {
  /** The run directory as the user named it. */
  readonly out: string;
  readonly model: string;
  readonly recipe: string;
  /** How much memory the run is expected to take at most. */
  readonly memoryBytes: number;
}

/** Trains as `trainRun` does, and tells of it as text or JSON lines. */
export async function trainAndTell(
  plan: Omit<TrainingPlan, 'onEvent' | 'onTest'> & Omit<Telling, 'terminal'>,
): Promise<TrainedRun> {
  const teller = trainingTeller(plan);
  try {
    return await trainRun({ ...plan, onEvent: teller.tell, onTest: teller.test });
  } finally {
    teller.clear();
  }
}

function trainingTeller({ terminal, json, about }: Telling) {
  const line = liveLine(terminal.stderr, terminal.now);
  const paint = paintFor(terminal.stderr);
  const view = () => ({ columns: terminal.stderr.columns(), paint });
  let progress: TrainingProgress | undefined;
  return {
    clear: line.clear,
    tell: (event: TrainingEvent) => {
      progress = advance(progress, event, terminal.now());
      if (event.type === 'start' && about !== undefined) {
        const { type, ...start } = event;
        if (json) writeEvent(terminal.stdout, type, { ...about, ...start });
        else writeLine(terminal.stdout, startLine({ ...about, ...start }));
      } else if (event.type === 'epoch') {
        line.clear();
        const { type, ...epoch } = event;
        if (json) writeEvent(terminal.stdout, type, epoch);
        else writeLine(terminal.stdout, epochLine(event, progress?.epochs ?? event.epoch));
      } else if ((event.type === 'batch' || event.type === 'validation') && progress !== undefined) {
        const state = progress;
        line.show(() => progressLine(state, { ...view(), now: terminal.now() }));
      }
    },
    test: (tested: ImageProgress) => line.show(() => imageLine('testing', tested, view())),
  };
}
