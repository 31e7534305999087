// Measures engines side by side: a step of the first, a step of the second, a step of the first again. What slows the
// machine down for a while slows all of them. An engine whose steps are short takes several in its turn, lest it find
// the caches full of the other's numbers each time. One engine alone just takes its steps.
import { BenchmarkError } from '../benchmark-error.ts';
import type { TrainingRow } from '../record/benchmark-record.ts';
import { timing } from '../statistics.ts';
import type { EngineProcess } from './engine-process.ts';
import type { Cell } from './presets.ts';

/** Milliseconds after which a turn ends, once the step is done. */
const turnMilliseconds = 100;

/** When to stop. */
export interface Limits {
  /** Rounds go on until this much time has passed, in seconds. */
  readonly seconds: number;
  /** Rounds that there are even if they take longer. */
  readonly leastRounds: number;
  /** Rounds after which it is enough. */
  readonly mostRounds: number;
  /** All the time that one engine's process gets, from its start to its end. */
  readonly processSeconds: number;
}

export interface TurnOptions {
  readonly open: (cell: Cell) => Promise<EngineProcess>;
  readonly limits: Limits;
  /** A clock in milliseconds. */
  readonly now: () => number;
}

/** What the group's engines came to. */
export interface TurnResult {
  /** A row for each cell, in order. */
  readonly rows: readonly TrainingRow[];
  readonly versions: Readonly<Record<string, string>>;
}

interface Player {
  readonly cell: Cell;
  readonly times: number[];
  engine?: EngineProcess;
  why?: string;
}

/** Lets the cells of a group take turns. An engine that fails is left out from there on, and its row says why. */
export async function takeTurns(cells: readonly Cell[], options: TurnOptions): Promise<TurnResult> {
  const { limits, now } = options;
  const players = cells.map((cell): Player => ({ cell, times: [] }));
  for (const player of players) {
    await attempt(player, async () => {
      player.engine = await options.open(player.cell);
    });
  }
  const isPlaying = ({ engine, why }: Player) => engine !== undefined && why === undefined;
  const began = now();
  const goesOn = (round: number) =>
    round < limits.leastRounds || (round < limits.mostRounds && now() - began < 1000 * limits.seconds);
  for (let round = 0; players.some(isPlaying) && goesOn(round); round++) {
    for (const player of players.filter(isPlaying)) {
      await attempt(player, () => takeTurn(player, now));
    }
  }
  for (const { engine } of players) engine?.close();
  return {
    rows: players.map(rowOf),
    versions: Object.assign({}, ...players.map(({ engine }) => engine?.ready.versions)),
  };
}

async function takeTurn({ engine, times }: Player, now: () => number): Promise<void> {
  const began = now();
  do times.push(await engine!.step());
  while (now() - began < turnMilliseconds);
}

async function attempt(player: Player, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof BenchmarkError)) throw error;
    player.why = error.message;
  }
}

// Steps that were finished before the time ran out count.
function rowOf({ cell, times, engine, why = 'no step was measured' }: Player): TrainingRow {
  if (!engine || times.length === 0) return { ...cell, outcome: 'cannot', why };
  const { label, workers } = engine.ready;
  const measured = { steps: times.length, microsecondsPerSample: timing(times) };
  return { ...cell, outcome: 'measured', label, workers, ...measured };
}
