// For tests: worker threads that are reused by the next run, because starting hundreds of them would take minutes. A reused
// thread creates a new replica, as its first request demands.
import type { CreateEndpoint, Endpoint, EndpointListener } from '../replica/threads.ts';

interface Thread {
  readonly endpoint: Endpoint;
  listener: EndpointListener;
  /** Number of requests without a response. */
  open: number;
  failed: boolean;
}

/** Creates endpoints whose threads continue after `terminate()`, unless they failed or are working. */
export function reuseThreads(createEndpoint: CreateEndpoint): CreateEndpoint {
  const idle: Thread[] = [];
  return (listener) => {
    const thread = idle.pop() ?? startThread(createEndpoint, listener);
    thread.listener = listener;
    return {
      post(request) {
        thread.open++;
        thread.endpoint.post(request);
      },
      async terminate() {
        if (thread.failed || thread.open > 0) await thread.endpoint.terminate();
        else idle.push(thread);
      },
    };
  };
}

function startThread(createEndpoint: CreateEndpoint, listener: EndpointListener): Thread {
  const endpoint = createEndpoint({
    onResponse(response) {
      thread.open--;
      thread.listener.onResponse(response);
    },
    onFailure(reason, cause) {
      thread.failed = true;
      thread.listener.onFailure(reason, cause);
    },
  });
  const thread: Thread = { endpoint, listener, open: 0, failed: false };
  return thread;
}
