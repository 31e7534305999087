// How fast this machine trained before: what estimates of further runs go by. The estimate itself: network-cost.ts.
import { parseArchitecture } from '../network/architecture.ts';
import {
  assumedImageSeconds,
  assumedStart,
  type ImageSeconds,
  type NetworkPrice,
  worthSharing,
} from '../network/network-cost.ts';
import type { KeptRun } from './kept-runs.ts';

/** A network with so many times the multiply-adds of another, or a fraction of them, says nothing of it. */
const farthest = 16;

interface Asked extends Pick<NetworkPrice, 'multiplyAdds' | 'parameters'> {
  /** A model's name or an architecture as text. */
  readonly network: string;
  readonly batch: number;
}

/** What a run was measured to take. */
export interface Measured extends ImageSeconds {
  /** Seconds to the first step. */
  readonly start: number;
}

/**
 * What one image takes by the finished run that is most like the one that is asked for, scaled by their sizes; of runs that
 * are equally alike the newest. `undefined` where none is like it.
 */
export function measuredImageSeconds(kept: readonly KeptRun[], asked: Asked): Measured | undefined {
  const alike = kept
    .filter((run) => run.multiplyAdds > 0 && run.result.microsecondsPerSample > 0 && isAlike(run, asked))
    .map((run) => ({ run, distance: distanceOf(run, asked) }))
    .filter(({ distance }) => distance <= Math.log(farthest))
    .reverse()
    .sort((a, b) => a.distance - b.distance);
  return alike.length > 0 ? scaled(alike[0].run, asked) : undefined;
}

/** Networks with convolutions and without are different work, and so is work that is shared among threads. */
function isAlike({ configuration, multiplyAdds }: KeptRun, asked: Asked): boolean {
  return (
    hasConvolutions(configuration.network) === hasConvolutions(asked.network) &&
    multiplyAdds >= worthSharing === asked.multiplyAdds >= worthSharing
  );
}

function hasConvolutions(network: string): boolean {
  return (parseArchitecture(network) ?? []).some(({ kind }) => kind === 'conv2d');
}

function distanceOf({ multiplyAdds }: KeptRun, asked: Asked): number {
  return Math.abs(Math.log(multiplyAdds / asked.multiplyAdds));
}

function scaled({ result, configuration, ...run }: KeptRun, asked: Asked): Measured {
  const { microsecondsPerSample, microsecondsPerTestedImage, startSeconds = assumedStart } = result;
  const [there, here] = [
    assumedImageSeconds(run, configuration.batch),
    assumedImageSeconds(asked, asked.batch),
  ];
  const speed = microsecondsPerSample / 1e6 / there.trained;
  return {
    start: startSeconds,
    trained: speed * here.trained,
    tested:
      microsecondsPerTestedImage === undefined
        ? speed * here.tested
        : (microsecondsPerTestedImage / 1e6 / there.tested) * here.tested,
  };
}
