// The result of a call whose parameters change faster than it is answered, as while the reader draws: only the newest
// parameters count, and only one call is pending.

export interface LatestResult<T> {
  readonly value: T | undefined;
  readonly fault: string | undefined;
}

/** Calls again whenever the state that `params` reads changes. For parameters of `undefined` the value is `undefined`. */
export function latestResult<P, T>(
  params: () => P | undefined,
  call: (params: P) => Promise<T>,
): LatestResult<T> {
  let value = $state.raw<T | undefined>();
  let fault = $state<string | undefined>();
  let newest: P | undefined;
  let isPending = false;
  /** Whether there are parameters now; a result that arrives after they became `undefined` is discarded. */
  let isWanted = false;

  async function run(): Promise<void> {
    isPending = true;
    while (newest !== undefined) {
      const current = newest;
      newest = undefined;
      const settled = await settle(call(current));
      fault = settled.fault;
      if (!settled.fault) value = isWanted ? settled.value : undefined;
    }
    isPending = false;
  }

  $effect(() => {
    newest = params();
    isWanted = newest !== undefined;
    if (newest === undefined) value = undefined;
    else if (!isPending) void run();
  });

  return {
    get value() {
      return value;
    },
    get fault() {
      return fault;
    },
  };
}

async function settle<T>(result: Promise<T>): Promise<LatestResult<T>> {
  try {
    return { value: await result, fault: undefined };
  } catch (error) {
    return { value: undefined, fault: error instanceof Error ? error.message : String(error) };
  }
}
