// The proxy that the environment names for a URL, by the variables that curl and others read. Pure.

type Environment = Readonly<Record<string, string | undefined>>;

/** The proxy's URL; undefined if the server is to be asked directly. Lower-case names win over upper-case ones. */
export function proxyFor(address: string, environment: Environment): URL | undefined {
  const url = new URL(address);
  const read = (name: string) => environment[name.toLowerCase()] || environment[name] || undefined;
  const proxy = read(url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY') ?? read('ALL_PROXY');
  if (proxy === undefined || isExcepted(url, read('NO_PROXY') ?? '')) return undefined;
  return new URL(/^[a-z]+:\/\//i.test(proxy) ? proxy : `http://${proxy}`);
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
