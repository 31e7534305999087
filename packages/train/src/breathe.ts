// Lets the event loop run between steps, so that Ctrl-C, timers and a page's drawing are served while training.

/**
 * Resolves after the tasks that wait in the event loop. A resolved promise alone would not do: microtasks run
 * before any timer, signal or frame.
 */
export function breathe(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    // A message comes at once, where a browser holds nested timers back for 4 ms.
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
