// Where a lesson's checkpoints are kept: a place of its own for each lesson, which only one tab may use at a time.

/** The lesson's lasting place. */
const lastingPlace = (owner: string) => `web-${owner}`;

/** Whether a later visit goes on from what is kept there. */
export const isLasting = (owner: string, place: string): boolean => place === lastingPlace(owner);

/** Milliseconds. A page that is reloaded gives its place back a moment after the new one has begun. */
const patience = 3000;

const claimed = new Map<string, Promise<string>>();

/**
 * The name of the lesson's place: always the same one, or, while another tab has it, one of this tab alone, from which
 * no later visit goes on.
 */
export function claimPlace(owner: string, locks: LockManager | undefined): Promise<string> {
  const known = claimed.get(owner);
  if (known) return known;
  const place = claim(lastingPlace(owner), locks);
  claimed.set(owner, place);
  return place;
}

function claim(place: string, locks: LockManager | undefined): Promise<string> {
  const ofThisTab = `${place}-${Math.floor(performance.timeOrigin)}`;
  return locks ? claimLock(place, locks, ofThisTab) : claimByAsking(place, ofThisTab);
}

function claimLock(place: string, locks: LockManager, ofThisTab: string): Promise<string> {
  return new Promise((resolve) => {
    const hold = () => {
      resolve(place);
      // Held until the page is left.
      return new Promise<void>(() => undefined);
    };
    locks
      .request(`nn101-${place}`, { signal: AbortSignal.timeout(patience) }, hold)
      .catch(() => resolve(ofThisTab));
  });
}

/** Milliseconds. */
const answerTime = 300;

/** Over plain http there are no locks: the other tabs are asked, and whoever has the place says so. */
function claimByAsking(place: string, ofThisTab: string): Promise<string> {
  if (typeof BroadcastChannel === 'undefined') return Promise.resolve(place);
  // Stays open until the page is left.
  const channel = new BroadcastChannel(`nn101-${place}`);
  let isMine = false;
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      isMine = true;
      resolve(place);
    }, answerTime);
    channel.onmessage = ({ data }: MessageEvent<'who?' | 'mine'>) => {
      if (data === 'who?' && isMine) channel.postMessage('mine');
      if (data !== 'mine' || isMine) return;
      clearTimeout(timer);
      resolve(ofThisTab);
    };
    channel.postMessage('who?');
  });
}
