// What a page's main thread was busy with, from Chromium's own trace: its longest task, and how much work lay between
// an input and the picture that answers it. Two clocks: the wall's, and the time that the thread really had a core,
// which stays the same where other programs want the machine too. For tests.
import type { Browser, Page } from 'playwright-core';

/** Milliseconds, by the wall's clock and by the thread's. */
export interface Stretch {
  readonly wall: number;
  readonly thread: number;
}

/** What the main thread did for a while. */
export interface MainThread {
  readonly longestTask: Stretch;
  /** From an input to the next frame painted after it, for the input that waited longest; by the thread's clock the
   * whole tasks that ran meanwhile. */
  readonly slowestInput: Stretch;
  readonly inputs: number;
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args: { readonly data?: { readonly type?: string; readonly duration?: number } };
}

const categories = ['toplevel', 'devtools.timeline'];
const inputTypes = new Set(['pointerdown', 'pointerup', 'click', 'keydown', 'keyup']);

/** Does something with a page, and tells what its main thread did. There must be inputs in it. */
export async function duringThat(page: Page, act: () => Promise<void>): Promise<MainThread> {
  const browser = page.context().browser();
  if (!browser) throw new Error('the page has no browser');
  return summary(
    await traced(browser, async () => {
      await act();
      await framesPainted(page);
    }),
  );
}

/** Until what the last input asked for is on the screen: the trace tells of an input when it is answered. */
async function framesPainted(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise((resolve) =>
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 100))),
      ),
  );
}

async function traced(browser: Browser, act: () => Promise<void>): Promise<TraceEvent[]> {
  const session = await browser.newBrowserCDPSession();
  const events: TraceEvent[] = [];
  session.on(
    'Tracing.dataCollected',
    ({ value }) => void events.push(...(value as unknown[]).filter(isEvent)),
  );
  const completed = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: categories },
  });
  await act();
  await session.send('Tracing.end');
  await completed;
  await session.detach();
  return events;
}

function isEvent(value: unknown): value is TraceEvent {
  return typeof value === 'object' && value !== null && 'ts' in value && 'args' in value;
}

function summary(events: readonly TraceEvent[]): MainThread {
  const inputs = events.filter(
    ({ name, ph, args }) => name === 'EventTiming' && ph === 'b' && inputTypes.has(args.data?.type ?? ''),
  );
  if (inputs.length === 0) throw new Error('there was no input');
  // Inputs go to the page's main thread, and only there: that is how it is known among all threads of the browser.
  const [{ pid, tid }] = inputs;
  const tasks = events.filter(
    (event) =>
      event.name === 'ThreadControllerImpl::RunTask' &&
      event.ph === 'X' &&
      event.pid === pid &&
      event.tid === tid,
  );
  return {
    longestTask: longest(tasks.map(stretchOf)),
    slowestInput: longest(inputs.map((input) => answerTo(input, tasks))),
    inputs: inputs.length,
  };
}

const stretchOf = ({ dur = 0, tdur = dur }: TraceEvent): Stretch => ({
  wall: dur / 1000,
  thread: tdur / 1000,
});

function answerTo({ ts, args }: TraceEvent, tasks: readonly TraceEvent[]): Stretch {
  const wall = args.data?.duration ?? 0;
  const meanwhile = tasks.filter((task) => task.ts + (task.dur ?? 0) > ts && task.ts < ts + 1000 * wall);
  return { wall, thread: meanwhile.reduce((sum, task) => sum + stretchOf(task).thread, 0) };
}

/** The largest of each clock. */
function longest(stretches: readonly Stretch[]): Stretch {
  return {
    wall: Math.max(0, ...stretches.map(({ wall }) => wall)),
    thread: Math.max(0, ...stretches.map(({ thread }) => thread)),
  };
}
