// An engine's process as the harness sees it: started, asked for one step at a time, stopped. Between two steps it
// waits for the next line and uses no time, so that several can take turns.
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { BenchmarkError } from '../benchmark-error.ts';

/** What an engine's process prints, one JSON object a line. Anything else on its stdout is ignored. */
export type EngineMessage = ReadyMessage | StepMessage | CannotMessage;

/** The first one: the network is built, and one step is done. */
export interface ReadyMessage {
  readonly event: 'ready';
  readonly label: string;
  readonly workers: number;
  readonly versions: Readonly<Record<string, string>>;
}

interface StepMessage {
  readonly event: 'step';
  readonly microsecondsPerSample: number;
}

interface CannotMessage {
  readonly event: 'cannot';
  readonly why: string;
}

export interface EngineProgram {
  readonly program: string;
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

export interface EngineProcess {
  readonly ready: ReadyMessage;
  /** Microseconds per sample of one more step. @throws BenchmarkError TIMED_OUT, CANNOT_TRAIN, ENGINE_FAILED */
  step(): Promise<number>;
  close(): void;
}

/**
 * Starts an engine and waits until it has warmed up. `seconds` is all the time that it gets, from start to end.
 *
 * @throws BenchmarkError TIMED_OUT, CANNOT_TRAIN with the engine's own words, ENGINE_FAILED
 */
export async function openEngine(program: EngineProgram, seconds: number): Promise<EngineProcess> {
  const child = spawn(program.program, [...program.args], {
    env: { ...process.env, ...program.environment },
    stdio: 'pipe',
  });
  // A process that is gone takes no more lines; its end is told by next().
  child.stdin.on('error', () => undefined);
  const next = messagesOf(child, Date.now() + 1000 * seconds, seconds);
  const close = () => void child.kill('SIGKILL');
  async function take<E extends 'ready' | 'step'>(event: E): Promise<Extract<EngineMessage, { event: E }>> {
    const message = await next().catch((error: unknown) => {
      close();
      throw error;
    });
    if (message.event === event) return message as Extract<EngineMessage, { event: E }>;
    close();
    throw message.event === 'cannot'
      ? new BenchmarkError('CANNOT_TRAIN', message.why)
      : new BenchmarkError('ENGINE_FAILED', `Expected the event ${event}, received ${message.event}.`);
  }
  const ready = await take('ready');
  return {
    ready,
    step: async () => {
      child.stdin.write('step\n');
      return (await take('step')).microsecondsPerSample;
    },
    close,
  };
}

// Gives the process's messages one by one, and throws once it has ended or its time is over.
function messagesOf(child: ChildProcessWithoutNullStreams, deadline: number, seconds: number) {
  const output = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let complaint = '';
  let failure = '';
  child.on('error', ({ message }) => {
    failure = message;
  });
  child.stderr.on('data', (chunk: Buffer) => {
    complaint = `${complaint}${chunk}`.slice(-2000);
  });
  return async (): Promise<EngineMessage> => {
    const timer = setTimeout(() => child.kill('SIGKILL'), Math.max(0, deadline - Date.now()));
    try {
      for (;;) {
        const { value, done } = await output.next();
        if (done) throw ended();
        const message = readMessage(value);
        if (message) return message;
      }
    } finally {
      clearTimeout(timer);
    }
  };

  function ended(): BenchmarkError {
    if (Date.now() >= deadline) return new BenchmarkError('TIMED_OUT', `no result within ${seconds} seconds`);
    const lines = complaint.trim().split('\n');
    // Node prints more after the error, Python nothing.
    const reason = lines.findLast((line) => /^\w*Error\b/.test(line)) ?? lines.at(-1);
    return new BenchmarkError('ENGINE_FAILED', failure || reason || 'the process ended without a word');
  }
}

function readMessage(line: string): EngineMessage | undefined {
  if (!line.startsWith('{"event"')) return undefined;
  return JSON.parse(line) as EngineMessage;
}
