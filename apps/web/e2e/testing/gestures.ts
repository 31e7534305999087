// Fingers for tests: real sequences of touches through Chromium's input pipeline, and everything on a page that can be
// dragged, found by what it listens to and how it looks rather than by name.
import type { CDPSession, Page } from 'playwright-core';

/** A place in the window, in CSS pixels. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Something that can be dragged, as it stands in the window now. */
export interface Draggable extends Spot {
  /** The start of its markup, for messages. */
  readonly markup: string;
  /** `board` is drawn on; `sideways` leaves up and down to the page's scrolling; the others go anywhere. */
  readonly kind: 'board' | 'sideways' | 'anywhere';
  /** How large it is to touch. */
  readonly width: number;
  readonly height: number;
  /** Where the gesture ends. */
  readonly end: Spot;
  /** What it says of itself. */
  readonly value: string;
}

/** What a gesture led to on the page. */
export interface GestureOutcome {
  readonly canceled: number;
  readonly lifted: number;
  readonly scrolled: number;
}

/** To be run in each page before its scripts: notes who listens to pointers. */
export function noteListeners(): void {
  const listening = new WeakSet<EventTarget>();
  Reflect.set(window, 'listensToPointers', listening);
  const { addEventListener } = EventTarget.prototype;
  EventTarget.prototype.addEventListener = function (type: string, ...rest: unknown[]) {
    if (/^(pointer|mouse|touch)(down|move|start)$|^dragstart$/.test(type)) listening.add(this);
    return Reflect.apply(addEventListener, this, [type, ...rest]);
  };
}

/** Everything on the page that can be dragged; `index` brings that one into the middle of the window first. */
export function findDraggables(page: Page, index?: number): Promise<Draggable[]> {
  return page.evaluate(draggablesInPage, index);
}

function draggablesInPage(index: number | undefined): Draggable[] {
  const listening: WeakSet<EventTarget> = Reflect.get(window, 'listensToPointers');
  const names = new Set(['pointerdown', 'pointermove', 'mousedown', 'touchstart', 'dragstart']);
  // Svelte keeps most listeners in a record under a symbol of the element.
  const hears = (element: Element) =>
    listening.has(element) ||
    Object.getOwnPropertySymbols(element).some((key) => {
      const record: unknown = Reflect.get(element, key);
      return (
        typeof record === 'object' && record !== null && Object.keys(record).some((name) => names.has(name))
      );
    });
  const looksDraggable = (element: Element) => {
    const cursors = new Set(['grab', 'move', 'ew-resize', 'ns-resize', 'all-scroll']);
    const { parentElement } = element;
    const cursor = getComputedStyle(element).cursor;
    return cursors.has(cursor) && (!parentElement || getComputedStyle(parentElement).cursor !== cursor);
  };
  const found = [...document.querySelectorAll('main *')].filter(
    (element) =>
      element.checkVisibility({ visibilityProperty: true }) &&
      !element.matches(':disabled') &&
      element.closest('[hidden]') === null &&
      (element.matches('input[type=range], [role=slider], [draggable=true]') ||
        hears(element) ||
        looksDraggable(element)),
  );
  const outermost = found.filter(
    (element) => !found.some((other) => other !== element && other.contains(element)),
  );
  const handles = found.filter((element) => element.matches('[data-handle]'));
  const all = [...new Set([...outermost, ...handles])].filter(
    (element) =>
      handles.length === 0 || element.matches('[data-handle]') || !handles.some((h) => element.contains(h)),
  );
  if (index !== undefined) all[index]?.scrollIntoView({ block: 'center', behavior: 'instant' });
  return all.map((element) => {
    const box = element.getBoundingClientRect();
    const isRange = element instanceof HTMLInputElement;
    const isBoard = element.matches('[role=application]');
    const isSideways = isRange || /pan-y/.test(getComputedStyle(element).touchAction);
    const middle = { x: box.left + box.width / 2, y: box.top + box.height / 2 };
    const share = isRange
      ? (element.valueAsNumber - Number(element.min)) / (Number(element.max) - Number(element.min))
      : 0.5;
    const start = { x: isRange ? box.left + 8 + share * (box.width - 16) : middle.x, y: middle.y };
    // Towards the middle of what it moves in.
    const frame = element.matches('[data-handle]')
      ? (element.closest('svg') ?? element).getBoundingClientRect()
      : box;
    const right = start.x < frame.left + frame.width / 2 ? 1 : -1;
    const down = start.y < frame.top + frame.height / 2 ? 1 : -1;
    const steps = isRange ? (Number(element.max) - Number(element.min)) / Number(element.step) : 100;
    const reach = isSideways ? { x: Math.max(64, (0.8 * box.width) / steps), y: 0 } : { x: 44, y: 60 };
    return {
      ...start,
      markup: element.outerHTML.slice(0, 120),
      kind: isBoard ? 'board' : isSideways ? 'sideways' : 'anywhere',
      width: box.width,
      height: box.height,
      end: { x: start.x + right * reach.x, y: start.y + down * reach.y },
      value: isBoard
        ? String(element.querySelectorAll('path').length)
        : isRange
          ? element.value
          : (element.getAttribute('aria-valuetext') ?? location.hash),
    };
  });
}

/** Moves of a gesture. */
const frames = 8;

/** A finger: one session with Chromium's input for each page. */
export async function fingerOn(page: Page): Promise<{
  swipe(from: Spot, to: Spot): Promise<GestureOutcome>;
  tap(at: Spot): Promise<void>;
}> {
  const session: CDPSession = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', spots: readonly Spot[]) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: [...spots] });
  return {
    async swipe(from, to) {
      await page.evaluate(countGesture);
      await touch('touchStart', [from]);
      for (let i = 1; i <= frames; i++) {
        const share = i / frames;
        await touch('touchMove', [
          { x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y) },
        ]);
        await nextFrame(page);
      }
      await touch('touchEnd', []);
      await nextFrame(page);
      await page.waitForTimeout(120);
      return page.evaluate(() => {
        const { canceled, lifted, from: top } = Reflect.get(window, 'gesture');
        return { canceled, lifted, scrolled: scrollY - top };
      });
    },
    async tap(at) {
      await touch('touchStart', [at]);
      await nextFrame(page);
      await touch('touchEnd', []);
      await nextFrame(page);
    },
  };
}

/** In the page. */
function countGesture(): void {
  const gesture = { canceled: 0, lifted: 0, from: scrollY };
  const known = Reflect.get(window, 'gesture');
  Reflect.set(window, 'gesture', gesture);
  if (known) return;
  addEventListener('pointercancel', () => void Reflect.get(window, 'gesture').canceled++, true);
  addEventListener('pointerup', () => void Reflect.get(window, 'gesture').lifted++, true);
}

/** The same way with the mouse, there, back and there again: where it ends a finger must have ended too. */
export async function dragWithMouse(page: Page, from: Spot, to: Spot): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.move(from.x, from.y, { steps: 4 });
  await page.mouse.up();
  await nextFrame(page);
}

/** Waits for the next picture. */
export function nextFrame(page: Page): Promise<void> {
  return page.evaluate(() => new Promise<void>((done) => requestAnimationFrame(() => done())));
}
