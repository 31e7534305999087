// The playground's worker: nothing but the driver on a worker's clock, timers and messages.
import { createDriver } from './playground-driver.ts';
import type { PlaygroundRequest } from './playground-messages.ts';

const driver = createDriver({
  now: () => performance.now(),
  later: (callback, milliseconds) => setTimeout(callback, milliseconds),
  post: (reply) => postMessage(reply),
});

addEventListener('message', (event: MessageEvent<PlaygroundRequest>) => driver.take(event.data));
