// Keeps what is printed instead of printing it. Who fails because of it: `silent-library.ts`.

const methods = ['debug', 'dir', 'error', 'info', 'log', 'table', 'trace', 'warn'] as const;

/** The part of a console that prints. */
export type PrintingConsole = Pick<Console, (typeof methods)[number]>;

/** What was printed since the last call, such as `warn: text`; empties the record. */
export interface ConsoleRecord {
  takePrinted(): string[];
}

/** Replaces the printing methods of `target` for good. */
export function recordConsole(target: PrintingConsole): ConsoleRecord {
  const printed: string[] = [];
  for (const method of methods) {
    target[method] = (...words: unknown[]) => {
      printed.push(`${method}: ${words.map(String).join(' ')}`);
    };
  }
  return { takePrinted: () => printed.splice(0) };
}
