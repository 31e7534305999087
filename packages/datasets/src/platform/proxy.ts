// HTTP proxies: which one the environment names for a URL, and as much of fetch as a download needs, through that
// proxy. Node's own fetch supports none before version 24. https uses a tunnel (CONNECT), so that the proxy sees only
// the name of the server; http requests are sent to the proxy.
import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Socket } from 'node:net';
import { connect as tlsConnect } from 'node:tls';

type Init = RequestInit & { readonly proxy: URL };

/** GETs a URL. Does not follow redirects, and neither requests nor decodes a content encoding. */
export async function proxiedFetch(address: string, { proxy, headers, signal }: Init): Promise<Response> {
  const url = new URL(address);
  const options = {
    headers: { ...Object.fromEntries(new Headers(headers)), host: url.host },
    signal: signal ?? undefined,
    agent: false as const,
  };
  if (url.protocol === 'http:') {
    const { hostname: host, port } = proxy;
    const proxied = { ...options, host, port, path: url.href };
    return respond(httpRequest({ ...proxied, headers: { ...options.headers, ...credentials(proxy) } }));
  }
  const socket = await tunnel(url, proxy, signal ?? undefined);
  const createConnection = () => tlsConnect({ socket, servername: url.hostname });
  const request = httpsRequest(url, { ...options, createConnection });
  // Otherwise a tunnel stays open after its response, and keeps the process alive.
  request.on('close', () => socket.destroy());
  return respond(request);
}

function tunnel(url: URL, proxy: URL, signal?: AbortSignal): Promise<Socket> {
  const target = `${url.hostname}:${url.port || 443}`;
  const ask = proxy.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const request = ask({
      method: 'CONNECT',
      host: proxy.hostname,
      port: proxy.port || (proxy.protocol === 'https:' ? 443 : 80),
      path: target,
      headers: { host: target, ...credentials(proxy) },
      agent: false,
      signal,
    });
    request.on('error', (cause) =>
      reject(new Error(`the proxy ${proxy.host} does not answer (${cause.message})`, { cause })),
    );
    request.on('connect', ({ statusCode }, socket) => {
      if (statusCode === 200) return resolve(socket);
      socket.destroy();
      reject(new Error(`the proxy ${proxy.host} refused with HTTP ${statusCode}`));
    });
    request.end();
  });
}

function credentials({ username, password }: URL): Record<string, string> {
  if (username === '') return {};
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(pair).toString('base64')}` };
}

function respond(request: ClientRequest): Promise<Response> {
  return new Promise((resolve, reject) => {
    request.on('error', reject);
    request.on('response', (message) => resolve(responseOf(message)));
    request.end();
  });
}

function responseOf(message: IncomingMessage): Response {
  const chunks = message[Symbol.asyncIterator]();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(new Uint8Array(value));
    },
    cancel() {
      message.destroy();
    },
  });
  const headers = new Headers();
  for (const [name, value] of Object.entries(message.headersDistinct)) {
    for (const one of value ?? []) headers.append(name, one);
  }
  // The bytes are passed on unchanged.
  headers.delete('content-encoding');
  const { statusCode: status = 502 } = message;
  const isBodiless = status === 204 || status === 205 || status === 304;
  return new Response(isBodiless ? null : body, { status, headers });
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy for a URL, from the variables that curl and others read; undefined for a direct connection. Lower-case
 * names take precedence. Throws an `Error` that names the variable if its value is not a URL, or is a proxy that does
 * not speak HTTP, such as SOCKS.
 */
export function proxyFor(address: string, environment: Environment): URL | undefined {
  const url = new URL(address);
  const named = (name: string) => [name.toLowerCase(), name].find((variable) => environment[variable]);
  const variable = named(url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY') ?? named('ALL_PROXY');
  const exceptions = environment[named('NO_PROXY') ?? ''] ?? '';
  if (variable === undefined || isExcepted(url, exceptions)) return undefined;
  return proxyUrl(variable, environment[variable] ?? '');
}

function proxyUrl(variable: string, text: string): URL {
  const value = text.trim();
  const remedy = `Set ${variable} to the address of an HTTP proxy, unset it, or name this server in NO_PROXY`;
  const [, scheme = 'http'] = /^([a-z][a-z0-9+.-]*):\/\//i.exec(value) ?? [];
  if (/^socks/i.test(scheme)) {
    throw new Error(
      `${variable} names a SOCKS proxy (${scheme}), but only HTTP proxies are supported. ${remedy}`,
    );
  }
  if (!/^https?$/i.test(scheme)) {
    throw new Error(`${variable} names a proxy that speaks ${scheme}, and not HTTP. ${remedy}`);
  }
  try {
    return new URL(value.includes('://') ? value : `http://${value}`);
  } catch (cause) {
    throw new Error(`${variable} is not the address of a proxy. ${remedy}`, { cause });
  }
}

// Entries are hosts, which include their subdomains, with or without a leading dot and a port; `*` matches everything.
function isExcepted({ protocol, hostname, port }: URL, list: string): boolean {
  const actualPort = port || (protocol === 'https:' ? '443' : '80');
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .some((entry) => {
      const [, host, onlyPort] = /^\*?\.?(.*?)(?::(\d+))?$/.exec(entry) ?? [];
      if (entry === '*') return true;
      if (!host || (onlyPort !== undefined && onlyPort !== actualPort)) return false;
      return hostname === host || hostname.endsWith(`.${host}`);
    });
}
