// Whether the course is kept for use without a network, by the service worker of `../service-worker/`.

/** `none`: not (yet) kept; `ready`: kept; `update`: a newer version waits. */
export type OfflineState = 'none' | 'ready' | 'update';

let state = $state<OfflineState>('none');
let waiting: ServiceWorker | undefined;

function follow(worker: ServiceWorker | null, isUpdate: boolean): void {
  if (!worker) return;
  const look = () => {
    if (worker.state === 'installed' && isUpdate) {
      waiting = worker;
      state = 'update';
    } else if (worker.state === 'activated' && state === 'none') {
      state = 'ready';
    }
  };
  worker.addEventListener('statechange', look);
  look();
}

export const offline = {
  get state(): OfflineState {
    return state;
  },

  /** Registers the service worker. A browser that has none, or a page over plain http, works on without. */
  async begin(): Promise<void> {
    if (!('serviceWorker' in navigator)) return;
    try {
      const registration = await navigator.serviceWorker.register(new URL('sw.js', document.baseURI));
      follow(registration.active, false);
      follow(registration.installing, registration.active !== null);
      follow(registration.waiting, registration.active !== null);
      registration.addEventListener('updatefound', () =>
        follow(registration.installing, registration.active !== null),
      );
    } catch {
      // Storage may be full or forbidden; the course needs neither.
    }
  },

  /** Changes to the version that waits; the page is loaded anew. */
  update(): void {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
    waiting?.postMessage('activate');
  },
} as const;
