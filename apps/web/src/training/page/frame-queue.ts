// News by the frame: however many messages come, the page changes once for each time it is drawn.

export interface FrameQueue<T> {
  push(item: T): void;
  /** Hands over at once what waits. */
  flush(): void;
}

/** A page that is not drawn, since nobody sees it, gets its news so often, in milliseconds. */
const hiddenInterval = 250;

export function createFrameQueue<T>(take: (items: readonly T[]) => void): FrameQueue<T> {
  let waiting: T[] = [];
  let cancel: (() => void) | undefined;

  function flush(): void {
    cancel?.();
    cancel = undefined;
    if (waiting.length === 0) return;
    const items = waiting;
    waiting = [];
    take(items);
  }

  function schedule(): void {
    const frame = requestAnimationFrame(flush);
    // No frame comes while the page is hidden.
    const timer = setTimeout(flush, hiddenInterval);
    cancel = () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }

  return {
    push(item) {
      waiting.push(item);
      if (!cancel) schedule();
    },
    flush,
  };
}
