// `nn101 serve`: starts the server, prints its address, and stops at Ctrl-C. course-handler.ts answers requests.

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nn101 } from '../command-line/nn101-command.ts';
import { CliError } from '../failure/cli-error.ts';
import { type Terminal, writeEvent, writeLine } from '../terminal/terminal.ts';
import { courseHandler } from './course-handler.ts';
import { availableDatasets, type DataDirectories, dataDirectories } from './data-files.ts';

/** The options of `nn101 serve`. */
export interface ServeOptions {
  /** 0 selects any free port. */
  readonly port: number;
  readonly open?: boolean;
  readonly json?: boolean;
}

const address = '127.0.0.1';
/** The build copies the course there; the sources do not contain it. */
const builtCourse = fileURLToPath(new URL('../web/', import.meta.url));

/**
 * Serves the course until the terminal's signal aborts, which is the normal end.
 *
 * @param options.directory the built course; default: the one in this package
 * @throws CliError `COURSE_MISSING`, `PORT_TAKEN`
 */
export async function serveCourse(
  { port, open = false, json = false, directory = builtCourse }: ServeOptions & { directory?: string },
  terminal: Terminal,
): Promise<void> {
  if (!existsSync(join(directory, 'index.html'))) {
    throw new CliError(
      'COURSE_MISSING',
      `There is no built course in ${directory}. In the repository, npm run setup builds it.`,
    );
  }
  const directories = dataDirectories(terminal.environment);
  const server = createServer(courseHandler({ directory, directories }));
  await listen(server, port);
  const url = urlOf(server);
  await announce({ url, directories, json }, terminal);
  if (open) openBrowser(url);
  await stopped(terminal.signal);
  await close(server);
  if (json) writeEvent(terminal.stdout, 'result', { url });
  else writeLine(terminal.stdout, '\nStopped.');
}

async function announce(
  { url, directories, json }: { url: string; directories: DataDirectories; json: boolean },
  terminal: Terminal,
): Promise<void> {
  const datasets = await availableDatasets(directories);
  if (json) return writeEvent(terminal.stdout, 'listening', { url, datasets });
  const here =
    datasets.length > 0 ? datasets.join(', ') : `none yet; ${nn101('datasets download mnist')} gets one`;
  writeLine(terminal.stdout, `The course is at ${url}`);
  writeLine(terminal.stdout, `Data sets on this machine: ${here}.`);
  writeLine(terminal.stdout, 'Ctrl-C stops it.');
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(refused(error, port)));
    server.listen(port, address, resolve);
  });
}

function refused(cause: NodeJS.ErrnoException, port: number): Error {
  const reasons = new Map([
    ['EADDRINUSE', `Port ${port} is in use; perhaps the course is already running there.`],
    ['EACCES', `You may not use port ${port}.`],
  ]);
  const reason = reasons.get(cause.code ?? '');
  return reason ? new CliError('PORT_TAKEN', `${reason} Choose another with --port.`, { cause }) : cause;
}

function urlOf(server: Server): string {
  const bound = server.address();
  const port = typeof bound === 'object' ? bound?.port : undefined;
  return `http://${address}:${port}/`;
}

/** Resolves at Ctrl-C. Rejects for any other reason to stop, such as a lost output. */
function stopped(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      const { reason } = signal;
      if (reason instanceof CliError && reason.code !== 'INTERRUPTED') reject(reason);
      else resolve();
    };
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    // Browsers keep connections open; do not wait for them.
    server.closeAllConnections();
  });
}

const openers: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};

/** Opens a page with the system's own command and does not wait. If that fails, the printed address remains. */
export function openBrowser(url: string): void {
  const [program, ...words] = openers[process.platform] ?? ['xdg-open'];
  const child = spawn(program, [...words, url], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}
