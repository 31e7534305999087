// `nn101 datasets download` as a process against a faulty server: one sentence, exit code 3, an empty cache. The
// loader's own tests cover every fault: packages/datasets/src/pipeline/faults.test.ts.
import { existsSync, readdirSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { emptyDirectory, runCli } from '../testing/run-cli.ts';

const other = gzipSync(new Uint8Array(47_040_016), { level: 1 });

const faults: Record<string, { readonly answer: RequestListener; readonly reason: RegExp }> = {
  'knows no such file': {
    answer: (_, response) => response.writeHead(404).end(),
    reason: /HTTP 404/,
  },
  'hangs before headers': { answer: () => undefined, reason: /no answer for 0.3 s/ },
  'stalls in the body': {
    answer: (_, response) => response.writeHead(200, { 'content-length': 900 }).write('\x1f\x8b'),
    reason: /it stalled for 0.4 s/,
  },
  'sends a web page': {
    answer: (_, response) => response.writeHead(200).end('<!doctype html>'),
    reason: /web page/,
  },
  'sends other content': { answer: (_, response) => response.end(other), reason: /expected ba891046e650/ },
};

async function serverThat(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
}

test.each(Object.entries(faults))('a server that %s', async (_, { answer, reason }) => {
  const directory = emptyDirectory();
  const environment = {
    NN101_MIRROR: await serverThat(answer),
    HTTPS_PROXY: 'http://127.0.0.1:9',
    NN101_PATIENCE: '0.02',
  };
  const run = await runCli(['datasets', 'download', 'mnist'], { directory, environment });
  expect(run).toMatchObject({ exitCode: 3, stdout: '', stderr: expect.stringMatching(reason) });
  expect(run.stderr).toContain('the proxy 127.0.0.1:9 does not answer');
  expect(run.stderr.trimEnd()).not.toContain('\n');
  const cache = join(directory, 'cache');
  expect(existsSync(cache) ? readdirSync(cache) : []).toEqual([]);
});
