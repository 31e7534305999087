// Answers requests for the course's files and, below `data/`, for data sets. Every answer has the headers for
// cross-origin isolation, which shared memory and thus training on several workers requires.
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import sirv from 'sirv';
import { type DataDirectories, sendData } from './data-files.ts';

const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
} as const;

/** Creates the request handler for the built course in `directory`. */
export function courseHandler(options: { directory: string; directories: DataDirectories }): RequestListener {
  // `dev` reads the disk at each request, so that a rebuilt course is served at once.
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
    // The client or the disk failed; once the headers are sent, the status can't say so.
    if (response.headersSent) response.destroy();
    else refuse(response, 500);
  }
}

const words = {
  404: 'There is no such file.',
  405: 'Only GET and HEAD are allowed.',
  500: 'The file cannot be read.',
} as const;

function refuse(response: ServerResponse, status: keyof typeof words): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(`${words[status]}\n`);
}
