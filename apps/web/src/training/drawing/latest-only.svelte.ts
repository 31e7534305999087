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

  async function run(): Promise<void> {
    isAsking = true;
    while (newest !== undefined) {
      const asked = newest;
      newest = undefined;
      try {
        value = await ask(asked);
        fault = undefined;
      } catch (error) {
        fault = error instanceof Error ? error.message : String(error);
      }
    }
    isAsking = false;
  }

  $effect(() => {
    newest = question();
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
