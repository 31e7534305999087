// The proxy that the environment names for a URL, by the variables that curl and others read. Pure.

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy's URL; undefined if the server is to be asked directly. Lower-case names win over upper-case ones. Throws an
 * `Error` that names the variable where its value is no URL, or that of a proxy that does not speak HTTP, such as SOCKS.
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
      `${variable} names a SOCKS proxy (${scheme}), and only HTTP proxies can be used here. ${remedy}`,
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

// Entries are hosts, which include what is below them, with or without a leading dot and a port; `*` is everything.
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
