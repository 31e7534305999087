// When a run is kept: at each epoch's end, at a pause, when the page is about to be hidden, and now and then within
// long epochs. Where it is kept is the store's affair.
import type { Checkpoint, CheckpointStore } from '@nn101/train/graph';

export interface CheckpointKeeper {
  /** Keeps the run as it is now. To be waited for between two steps; failures are told, never thrown. */
  keep(): Promise<void>;
  /** Keeps it if the last time is long ago. */
  keepIfDue(): Promise<void>;
}

/** Writing may take this share of the time. */
const writingShare = 0.05;
const shortestPause = 5000;

export function createCheckpointKeeper(options: {
  store: CheckpointStore;
  take: () => Promise<Checkpoint>;
  now: () => number;
  onKept: (position: Checkpoint['position']) => void;
  onFailure: (error: unknown) => void;
}): CheckpointKeeper {
  const { store, take, now, onKept, onFailure } = options;
  let due = now() + shortestPause;

  async function keep(): Promise<void> {
    const began = now();
    try {
      const checkpoint = await take();
      await store.save(checkpoint);
      onKept(checkpoint.position);
    } catch (error) {
      onFailure(error);
    }
    due = now() + Math.max(shortestPause, (now() - began) / writingShare);
  }

  return { keep, keepIfDue: async () => (now() >= due ? keep() : undefined) };
}
