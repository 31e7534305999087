// Answers to questions that change faster than they are answered, as while one draws: only the newest counts, and only
// one is on its way.

export interface LatestAnswer<T> {
  readonly value: T | undefined;
  readonly fault: string | undefined;
}

/** Asks again whenever what `question` reads changes; a question of `undefined` has no answer. */
export function latestAnswer<Q, T>(
  question: () => Q | undefined,
  ask: (question: Q) => Promise<T>,
): LatestAnswer<T> {
  let value = $state.raw<T | undefined>();
  let fault = $state<string | undefined>();
  let newest: Q | undefined;
  let isAsking = false;
  /** Whether there is a question at all; an answer that comes after it was taken back is none. */
  let isWanted = false;

  async function run(): Promise<void> {
    isAsking = true;
    while (newest !== undefined) {
      const asked = newest;
      newest = undefined;
      const said = await settled(ask(asked));
      fault = said.fault;
      if (!said.fault) value = isWanted ? said.value : undefined;
    }
    isAsking = false;
  }

  $effect(() => {
    newest = question();
    isWanted = newest !== undefined;
    if (newest === undefined) value = undefined;
    else if (!isAsking) void run();
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

async function settled<T>(answer: Promise<T>): Promise<LatestAnswer<T>> {
  try {
    return { value: await answer, fault: undefined };
  } catch (error) {
    return { value: undefined, fault: error instanceof Error ? error.message : String(error) };
  }
}
