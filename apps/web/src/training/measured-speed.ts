// How fast this machine trained before: what estimates of further runs go by. The estimate itself: layer-prices.ts.
import { completeLayers, parseArchitecture } from './architecture.ts';
import { imageShapeOf } from './data-name.ts';
import type { KeptRun } from './kept-runs.ts';
import { measuredSpeed, priceNetwork } from './layer-prices.ts';

/** Networks below this many multiply-adds wait for memory, and say nothing of larger ones. */
const telling = 1e6;

/** Multiply-adds per second of the newest run that says something about `network`: of itself, or of any large one. */
export function speedOf(kept: readonly KeptRun[], network: string): number | undefined {
  const runs = kept
    .map(({ configuration, result: { microsecondsPerSample } }) => ({
      isSame: configuration.network === network,
      multiplyAdds: multiplyAddsOf(configuration),
      microsecondsPerSample,
    }))
    .filter((run) => run.multiplyAdds > 0 && run.microsecondsPerSample > 0);
  const found =
    runs.findLast(({ isSame }) => isSame) ?? runs.findLast(({ multiplyAdds }) => multiplyAdds >= telling);
  return found && measuredSpeed(found.multiplyAdds, found.microsecondsPerSample);
}

function multiplyAddsOf({ data, network }: KeptRun['configuration']): number {
  if (data === 'own') return 0;
  const price = priceNetwork(completeLayers(parseArchitecture(network) ?? [], 10), imageShapeOf(data));
  return 'rows' in price ? price.multiplyAdds : 0;
}
