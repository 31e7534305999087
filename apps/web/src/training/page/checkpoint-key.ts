// Under which key a lesson's checkpoints are stored. Each lesson has one key, which only one tab at a time may use.

/** The key from which later visits resume. */
const lastingKey = (owner: string) => `web-${owner}`;

/** Returns whether a later visit resumes from checkpoints under `key`. */
export const isLasting = (owner: string, key: string): boolean => key === lastingKey(owner);

/** Milliseconds to wait for the lock: a page that is reloaded releases it a moment after the new one has started. */
const lockTimeout = 3000;

const claimed = new Map<string, Promise<string>>();

/**
 * Claims the lesson's key until the page is left, and returns it. While another tab holds it, the result is a key of this
 * tab alone, from which no later visit resumes.
 */
export function claimCheckpointKey(owner: string, locks: LockManager | undefined): Promise<string> {
  const known = claimed.get(owner);
  if (known) return known;
  const key = claim(lastingKey(owner), locks);
  claimed.set(owner, key);
  return key;
}

function claim(key: string, locks: LockManager | undefined): Promise<string> {
  const keyOfThisTab = `${key}-${Math.floor(performance.timeOrigin)}`;
  return locks ? claimByLock(key, locks, keyOfThisTab) : claimByBroadcast(key, keyOfThisTab);
}

function claimByLock(key: string, locks: LockManager, keyOfThisTab: string): Promise<string> {
  return new Promise((resolve) => {
    const hold = () => {
      resolve(key);
      // Held until the page is left.
      return new Promise<void>(() => undefined);
    };
    locks
      .request(`nn101-${key}`, { signal: AbortSignal.timeout(lockTimeout) }, hold)
      .catch(() => resolve(keyOfThisTab));
  });
}

/** Milliseconds to wait for the answer of another tab. */
const broadcastTimeout = 300;

/** Pages over plain http have no lock manager: the tab asks the others, and the one that holds the key answers. */
function claimByBroadcast(key: string, keyOfThisTab: string): Promise<string> {
  if (typeof BroadcastChannel === 'undefined') return Promise.resolve(key);
  // Stays open until the page is left.
  const channel = new BroadcastChannel(`nn101-${key}`);
  let isMine = false;
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      isMine = true;
      resolve(key);
    }, broadcastTimeout);
    channel.onmessage = ({ data }: MessageEvent<'who?' | 'mine'>) => {
      if (data === 'who?' && isMine) channel.postMessage('mine');
      if (data !== 'mine' || isMine) return;
      clearTimeout(timer);
      resolve(keyOfThisTab);
    };
    channel.postMessage('who?');
  });
}
