// Keeps the built course in the browser, so that it works without a network, and isolates it, so that training may
// use several workers on hosts that cannot send headers. Data sets are not its business: @nn101/datasets keeps those.
// `../plugins/offline-plugin.ts` builds this file and fills in what to keep.
import { addPlugins, cleanupOutdatedCaches, type PrecacheEntry, precacheAndRoute } from 'workbox-precaching';
import { isolated } from './isolated.ts';

declare const self: ServiceWorkerGlobalScope;
declare const __KEPT_FILES__: PrecacheEntry[];

addPlugins([{ handlerWillRespond: async ({ response }) => isolated(response) }]);
// The state of the course is behind the #; what stands behind a ? is somebody else's addition.
precacheAndRoute(__KEPT_FILES__, { ignoreURLParametersMatching: [/./] });
cleanupOutdatedCaches();

self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('message', ({ data }) => {
  if (data === 'activate') void self.skipWaiting();
});
