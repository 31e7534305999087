// What a paused run waits at.

export interface Gate {
  readonly isOpen: boolean;
  open(): void;
  close(): void;
  /** Resolves at once where the gate is open, else when it is opened. */
  passed(): Promise<void>;
}

/** A gate, open at first. */
export function createGate(): Gate {
  let waiting: PromiseWithResolver | undefined;
  return {
    get isOpen() {
      return waiting === undefined;
    },
    open() {
      waiting?.resolve();
      waiting = undefined;
    },
    close() {
      waiting ??= withResolver();
    },
    passed: () => waiting?.promise ?? Promise.resolve(),
  };
}

interface PromiseWithResolver {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
}

function withResolver(): PromiseWithResolver {
  let resolve = () => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
