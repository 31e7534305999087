// Drives a run for a page: takes requests, trains in slices, and replies with frames, so that a request is never kept
// waiting for long. Clock and timer are arguments; the worker brings the real ones: playground-worker.ts.
import type { Interval } from '../../drawings/linear-scale.ts';
import type { PlaygroundFrame, PlaygroundReply, PlaygroundRequest } from './playground-messages.ts';
import { createRun, type Moment, type Run } from './playground-run.ts';
import { unitSurfaces } from './unit-surfaces.ts';

/** What the driver needs of the world. */
export interface DriverEdges {
  /** Milliseconds. */
  now(): number;
  /** Calls back after some milliseconds, other events in between. */
  later(callback: () => void, milliseconds: number): void;
  post(reply: PlaygroundReply): void;
}

interface Goal {
  readonly step: number;
  readonly stepsPerSecond?: number;
  readonly frameGap: number;
}

/** The longest that one slice trains, in milliseconds. */
const slice = 24;

/** The run that is driven, and where it stands. */
interface Position {
  readonly id: number;
  readonly run: Run;
  readonly range: Interval;
  moment: Moment;
}

/** All that changes while a run is driven. */
interface Drive {
  readonly edges: DriverEdges;
  position?: Position;
  goal: Goal | undefined;
  isTicking: boolean;
}

/** A driver without a run; the first request is `configure`. */
export function createDriver(edges: DriverEdges): { take(request: PlaygroundRequest): void } {
  const drive: Drive = { edges, goal: undefined, isTicking: false };
  return { take: (request) => take(drive, request) };
}

function take(drive: Drive, request: PlaygroundRequest): void {
  switch (request.type) {
    case 'configure':
      configure(drive, request);
      return;
    case 'goTo':
      goTo(drive, request);
      return;
    case 'pause':
      drive.goal = undefined;
      show(drive);
      return;
    default:
      request satisfies never;
  }
}

function configure(drive: Drive, { run: id, configuration, range, step }: ConfigureRequest): void {
  const run = createRun(configuration);
  drive.position = { id, run, range, moment: run.at(0) };
  drive.goal = undefined;
  if (step > 0) goTo(drive, { step, frameGap: 100 });
  else show(drive);
}

function goTo(drive: Drive, goal: Goal): void {
  drive.goal = goal;
  // Not at once: while one scrubs, requests come faster than they can be answered, and only the last one counts.
  schedule(drive, 0);
}

function schedule(drive: Drive, milliseconds: number): void {
  if (drive.isTicking) return;
  drive.isTicking = true;
  drive.edges.later(() => tick(drive), milliseconds);
}

function tick(drive: Drive): void {
  drive.isTicking = false;
  const { position, goal, edges } = drive;
  if (!position || !goal) return;
  const began = edges.now();
  const complaint = advance({ position, goal, now: edges.now });
  if (complaint !== undefined) edges.post({ type: 'ended', run: position.id, message: complaint });
  if (complaint !== undefined || position.moment.step >= goal.step) drive.goal = undefined;
  show(drive);
  if (drive.goal) schedule(drive, Math.max(1, goal.frameGap - (edges.now() - began)));
}

function show({ position, goal, edges }: Drive): void {
  if (position) edges.post(frameOf(position, goal !== undefined));
}

type ConfigureRequest = Extract<PlaygroundRequest, { type: 'configure' }>;

function frameOf({ id, run, range, moment }: Position, isMoving: boolean): PlaygroundFrame {
  const { step, network } = moment;
  return {
    type: 'frame',
    run: id,
    step,
    network,
    surfaces: unitSurfaces(network, range),
    costs: run.costs(),
    isMoving,
    ...run.measure(moment),
  };
}

/** Trains for a slice. What it returns says why the run can't go on. */
function advance({
  position,
  goal: { step, stepsPerSecond, frameGap },
  now,
}: {
  position: Position;
  goal: Goal;
  now: () => number;
}): string | undefined {
  const began = now();
  if (step < position.moment.step) position.moment = position.run.at(step);
  const allowance =
    stepsPerSecond === undefined ? Infinity : Math.max(1, Math.round((stepsPerSecond * frameGap) / 1000));
  const end = Math.min(step, position.moment.step + allowance);
  try {
    while (position.moment.step < end && now() - began < slice) {
      position.moment = position.run.at(position.moment.step + 1);
    }
    // A step may lead to weights whose cost is no number any more, which only the next step would say.
    position.run.measure(position.moment);
    return undefined;
  } catch (error) {
    // The last network whose cost could still be worked out.
    position.moment = position.run.at(Math.max(0, position.moment.step - 1));
    return error instanceof Error ? error.message : String(error);
  }
}
