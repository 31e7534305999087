// The built course as people get it: from `nn101 serve`, and from an ordinary static host below some path. For tests.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import sirv from 'sirv';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
/** The program as it is started. */
export const program = at('../../../cli/bin/nn101.js');
/** The course as it travels in the program. */
export const builtCourse = at('../../../cli/dist/web');
const ownBuild = at('../../dist');

/** A server, by its URL with a final slash. */
export interface CourseServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Fails with what to do where there is no build, or not the newest. */
function checkBuild(): void {
  const index = (directory: string) => readFileSync(join(directory, 'index.html'), 'utf8');
  const isThere = existsSync(join(builtCourse, 'index.html')) && existsSync(join(ownBuild, 'index.html'));
  if (isThere && index(builtCourse) === index(ownBuild)) return;
  throw new Error(
    'These tests look at the built course. Build it: npm run rebuild in apps/web, or npm run setup.',
  );
}

/** Starts `nn101 serve` on a free port. `environment` adds to one that has an empty cache and no mirrors. */
export async function serveCourse(environment: Readonly<Record<string, string>> = {}): Promise<CourseServer> {
  checkBuild();
  const home = mkdtempSync(join(tmpdir(), 'nn101-e2e-'));
  const child = spawn(process.execPath, [program, 'serve', '--port', '0', '--json'], {
    env: { PATH: process.env.PATH, HOME: home, NN101_CACHE: join(home, 'cache'), ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await firstUrl(child);
  return { url, close: () => end(child) };
}

async function firstUrl(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('nn101 serve has no output');
  for await (const line of createInterface({ input: child.stdout })) {
    const event: { event: string; url: string } = JSON.parse(line);
    if (event.event === 'listening') return event.url;
  }
  throw new Error('nn101 serve ended without a word');
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGINT');
  });
}

/** A host that knows nothing of the course: files below `/some/where/`, and no headers of isolation. */
export async function plainHost(): Promise<CourseServer> {
  checkBuild();
  const files = sirv(builtCourse, { dev: true, etag: true });
  const prefix = '/some/where/';
  const server = createServer((request, response) => {
    const notFound = (): void => void response.writeHead(404).end('Not found');
    if (!request.url?.startsWith(prefix)) return notFound();
    request.url = `/${request.url.slice(prefix.length)}`;
    files(request, response, notFound);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}${prefix}`, close };
}
