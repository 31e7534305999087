// The playground as its component sees it: the newest frame of the worker, and what one can ask for. The state that
// stands in the address is the caller's: playground-settings.ts.
import type { Interval } from '../../drawings/linear-scale.ts';
import type { PlaygroundFrame, PlaygroundReply, PlaygroundRequest } from './playground-messages.ts';
import type { RunConfiguration } from './playground-run.ts';

/** What a run begins with, and the step that it is trained up to. */
export interface Beginning {
  readonly configuration: RunConfiguration;
  readonly range: Interval;
  readonly step: number;
}

/** What there is to see of it. */
export interface PlaygroundView {
  readonly frame?: PlaygroundFrame;
  /** Why the run can't go on. */
  readonly complaint?: string;
}

/** A run in a worker. */
export interface Playground {
  readonly view: PlaygroundView;
  configure(beginning: Beginning): void;
  goTo(step: number, stepsPerSecond?: number): void;
  pause(): void;
  dispose(): void;
}

interface PlaygroundOptions {
  /** Hears the step at which a run has come to rest. */
  readonly onrest: (step: number) => void;
  /** What to say when the worker has died; the next request starts another. */
  readonly crashed: string;
}

/** Milliseconds between two frames; longer where motion is not wanted. */
function frameGap(): number {
  return matchMedia('(prefers-reduced-motion: reduce)').matches ? 250 : 40;
}

/** Starts a worker. */
export function createPlayground({ onrest, crashed }: PlaygroundOptions): Playground {
  let view = $state.raw<PlaygroundView>({});
  let run = 0;
  let beginning: Beginning | undefined;
  const line = openLine({ ontake: take, oncrash: () => (view = stoppedBy(crashed, view)) });

  const show = newestOnly((frame: PlaygroundFrame) => (view = { ...view, frame }));

  function take(reply: PlaygroundReply): void {
    if (reply.run !== run) return;
    if (reply.type === 'ended') view = { ...view, complaint: reply.message };
    else show(reply);
    if (reply.type === 'frame' && !reply.isMoving) onrest(reply.step);
  }

  function configure(next: Beginning): void {
    if (view.complaint === crashed) line.reopen();
    beginning = next;
    run += 1;
    view = { frame: view.frame };
    line.ask({ type: 'configure', run, ...next });
  }

  function goTo(step: number, stepsPerSecond?: number): void {
    if (view.complaint === crashed && beginning) configure({ ...beginning, step: 0 });
    const pace = stepsPerSecond === undefined ? {} : { stepsPerSecond };
    view = { frame: view.frame };
    line.ask({ type: 'goTo', step, frameGap: frameGap(), ...pace });
  }

  return {
    get view() {
      return view;
    },
    configure,
    goTo,
    pause: () => line.ask({ type: 'pause' }),
    dispose: line.close,
  };
}

/** Shows frames when the page is painted, and of several only the newest; the last one of all at once. */
function newestOnly(show: (frame: PlaygroundFrame) => void) {
  let waiting: PlaygroundFrame | undefined;
  const paint = () => {
    if (waiting) show(waiting);
    waiting = undefined;
  };
  return (frame: PlaygroundFrame): void => {
    if (frame.isMoving && waiting === undefined) requestAnimationFrame(paint);
    waiting = frame;
    if (!frame.isMoving) paint();
  };
}

function stoppedBy(complaint: string, { frame }: PlaygroundView): PlaygroundView {
  return frame ? { frame: { ...frame, isMoving: false }, complaint } : { complaint };
}

interface LineOptions {
  readonly ontake: (reply: PlaygroundReply) => void;
  readonly oncrash: () => void;
}

/** The way to a worker, and to another one after a crash. */
function openLine({ ontake, oncrash }: LineOptions) {
  const start = () => {
    const worker = new Worker(new URL('./playground-worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<PlaygroundReply>) => ontake(data));
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      oncrash();
    });
    return worker;
  };
  let worker = start();
  return {
    ask: (request: PlaygroundRequest) => worker.postMessage(request),
    close: () => worker.terminate(),
    reopen: () => {
      worker.terminate();
      worker = start();
    },
  };
}
