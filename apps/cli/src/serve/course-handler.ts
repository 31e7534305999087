// Answers requests for the course's files and, below `data/`, for data sets. Every answer carries the headers of
// cross-origin isolation, which shared memory needs, and with it training on several workers.
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import sirv from 'sirv';
import { type DataDirectories, sendData } from './data-files.ts';

const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
} as const;

/** The handler of a server that has the built course in `directory`. */
export function courseHandler(options: { directory: string; directories: DataDirectories }): RequestListener {
  // `dev` looks at the disk at each request, so that a course that is built anew is served anew.
  const files = sirv(options.directory, { dev: true, etag: true, gzip: true, brotli: true });
  return (request, response) => {
    for (const [name, value] of Object.entries(isolation)) response.setHeader(name, value);
    const data = /^\/data\/([^?#]*)/.exec(request.url ?? '');
    if (request.method !== 'GET' && request.method !== 'HEAD') refuse(response, 405);
    else if (data) void answerData(data[1], { request, response, directories: options.directories });
    else files(request, response, () => refuse(response, 404));
  };
}

async function answerData(
  path: string,
  {
    request,
    response,
    directories,
  }: { request: IncomingMessage; response: ServerResponse; directories: DataDirectories },
): Promise<void> {
  try {
    const isSent = await sendData({ path, response, directories, isHead: request.method === 'HEAD' });
    if (!isSent) refuse(response, 404);
  } catch {
    // The reader went away, or the disk did: what was begun cannot be mended by a status.
    if (response.headersSent) response.destroy();
    else refuse(response, 500);
  }
}

const words = {
  404: 'There is no such file.',
  405: 'Only GET and HEAD.',
  500: 'It cannot be read.',
} as const;

function refuse(response: ServerResponse, status: keyof typeof words): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(`${words[status]}\n`);
}
