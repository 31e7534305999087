// Tells a training as it goes: epochs to stdout, as text or JSON, and a progress bar to stderr.
import type { TrainingEvent } from '@nn101/train';
import { liveLine } from '../progress/live-line.ts';
import { advance, progressLine, type TrainingProgress } from '../progress/training-progress.ts';
import { writeEvent } from '../terminal/json-lines.ts';
import { paintFor } from '../terminal/paint.ts';
import { type Terminal, writeLine } from '../terminal/terminal.ts';
import { epochLine } from '../text/training-text.ts';
import { type TrainedRun, type TrainingPlan, trainRun } from './train-run.ts';

/** Trains as `trainRun` does, and tells of it as text or JSON lines. */
export async function trainAndTell(
  plan: Omit<TrainingPlan, 'onEvent'> & { readonly json: boolean },
): Promise<TrainedRun> {
  const teller = trainingTeller(plan);
  try {
    return await trainRun({ ...plan, onEvent: teller.tell });
  } finally {
    teller.clear();
  }
}

function trainingTeller({ terminal, json }: { terminal: Terminal; json: boolean }) {
  const line = liveLine(terminal.stderr, terminal.now);
  const paint = paintFor(terminal.stderr);
  let progress: TrainingProgress | undefined;
  return {
    clear: line.clear,
    tell: (event: TrainingEvent) => {
      progress = advance(progress, event, terminal.now());
      if (event.type === 'epoch') {
        line.clear();
        const { type, ...epoch } = event;
        if (json) writeEvent(terminal.stdout, type, epoch);
        else writeLine(terminal.stdout, epochLine(event, progress?.epochs ?? event.epoch));
      } else if (event.type === 'batch' && progress !== undefined) {
        const state = progress;
        const view = { now: terminal.now(), columns: terminal.stderr.columns(), paint };
        line.show(() => progressLine(state, view));
      } else if (event.type === 'end') {
        line.show(() => 'testing …');
      }
    },
  };
}
