// Trains, tests, saves, loads and resumes networks in a project without tfjs. Prints what came out as JSON.
import { buildGraph, createNetwork, networks } from '@nn101/models/graph';
import {
  evaluate,
  fit,
  loadNetwork,
  openCheckpointStore,
  saveNetwork,
  weightsSha256,
} from '@nn101/train/graph';
import { imagesOf, names, options, seed } from './task.js';

const results = {};
for (const name of names) {
  const train = imagesOf(networks[name].inputShape);
  const create = () => buildGraph({ network: createNetwork(name), seed });
  const network = create();
  const store = openCheckpointStore(`${name}-checkpoints`);
  const run = fit(network, { ...options, train });
  for await (const event of run) {
    if (event.type === 'batch' && event.step === 1) await store.save(await run.checkpoint());
  }
  const resumed = create();
  for await (const _ of fit(resumed, { ...options, train, workers: 2, resume: await store.load('last') }));
  await saveNetwork(network, `${name}-network`);
  const loaded = await loadNetwork(`${name}-network`);
  results[name] = {
    trained: await weightsSha256(network),
    resumed: await weightsSha256(resumed),
    loaded: await weightsSha256(loaded),
    loss: (await evaluate(loaded, train)).loss,
  };
}
console.log(JSON.stringify(results));
