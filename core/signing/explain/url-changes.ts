import type { HeaderPair, MistakeCode } from '../../model/index.ts';
import { type Change, signsUrl } from './candidate.ts';

/** What the proxies on the way wrote down of the address that the sender used. */
interface Forwarded {
  schemes: string[];
  hosts: string[];
  ports: string[];
  prefixes: string[];
  targets: string[];
}

const headerNames: Record<keyof Forwarded, readonly string[]> = {
  schemes: ['x-forwarded-proto', 'x-forwarded-scheme', 'x-url-scheme'],
  hosts: ['x-forwarded-host', 'x-original-host', 'x-host', 'host'],
  ports: ['x-forwarded-port'],
  prefixes: ['x-forwarded-prefix', 'x-script-name'],
  targets: [
    'x-original-uri',
    'x-original-url',
    'x-envoy-original-path',
    'x-rewrite-url',
    'x-forwarded-uri',
    'x-replaced-path',
  ],
};
/** Prefixes that gateways strip, in want of a header that says so. */
const usualPrefixes = ['/api', '/webhooks', '/webhook', '/hooks', '/v1', '/prod', '/dev', '/stage', '/default'];

interface UrlParts {
  scheme: string;
  host: string;
  port: string;
  path: string;
  query: string;
}

/** Other addresses under which the sender may know this receiver: what proxies, tunnels and frameworks change. */
export function urlChanges(url: string, headers: readonly HeaderPair[]): Change[] {
  const parts = splitUrl(url);
  if (parts === null) return pathChanges(url, headers);
  const forwarded = readForwarded(headers);
  const changes: Change[] = [];
  const add = (code: MistakeCode, next: Partial<UrlParts>, cost?: number) => {
    const changed = joinUrl({ ...parts, ...next });
    if (changed !== url) changes.push(urlChange(code, `the URL were ${changed}`, next, cost));
  };
  for (const scheme of [...forwarded.schemes, 'https', 'http']) add('url-scheme', { scheme });
  for (const address of forwarded.hosts) {
    const [host = '', port = ''] = splitHost(address);
    add('url-host', { host, port });
    add('url-host', { host, port: parts.port }, 2.1);
    add('url-host', { host, port, scheme: forwarded.schemes[0] ?? 'https' }, 2.15);
  }
  add('url-host', { host: parts.host.startsWith('www.') ? parts.host.slice(4) : `www.${parts.host}` }, 3);
  if (parts.host !== parts.host.toLowerCase()) add('url-host', { host: parts.host.toLowerCase() }, 2.6);
  for (const port of [...forwarded.ports, '', '443', '80', '8443', '8080', '3000']) add('url-port', { port });
  for (const target of forwarded.targets) {
    const [path = '', query = ''] = splitQuery(target.replace(/^[a-z]+:\/\/[^/]*/i, ''));
    add('url-path-prefix', { path, query: query === '' ? parts.query : query });
  }
  for (const prefix of forwarded.prefixes)
    add('url-path-prefix', { path: `${prefix.replace(/\/$/, '')}${parts.path}` });
  for (const prefix of usualPrefixes) add('url-path-prefix', { path: `${prefix}${parts.path}` }, 3);
  const cutPath = /^\/[^/]+(?=\/)/.exec(parts.path);
  if (cutPath !== null) add('url-path-prefix', { path: parts.path.slice(cutPath[0].length) }, 2.6);
  add('url-trailing-slash', { path: parts.path.endsWith('/') ? parts.path.slice(0, -1) : `${parts.path}/` });
  for (const { query, cost } of queries(parts.query)) add('url-query', { query }, cost);
  for (const spell of [decodeEscapes, capitalEscapes, smallEscapes, encodeBlanks, encodePlus]) {
    add('url-escapes', { path: spell(parts.path), query: spell(parts.query) });
  }
  return changes;
}

/** When only the path is known, every host that the headers name may be the one that was signed. */
function pathChanges(url: string, headers: readonly HeaderPair[]): Change[] {
  const forwarded = readForwarded(headers);
  return forwarded.hosts.flatMap((host) =>
    ['https', 'http'].map((scheme): Change => {
      const whole = `${scheme}://${host}${url.startsWith('/') ? url : `/${url}`}`;
      return { ...urlChange('url-host', `the URL were ${whole}`, {}), apply: (candidate) => withUrl(candidate, whole) };
    }),
  );
}

function urlChange(code: MistakeCode, condition: string, next: Partial<UrlParts>, cost?: number): Change {
  return {
    kind: 'url',
    code,
    condition,
    ...(cost === undefined ? {} : { cost }),
    apply(candidate) {
      const parts = splitUrl(candidate.facts.url ?? '');
      return parts === null ? null : withUrl(candidate, joinUrl({ ...parts, ...next }));
    },
  };
}

function withUrl(candidate: Parameters<Change['apply']>[0], url: string): ReturnType<Change['apply']> {
  if (!signsUrl(candidate) || url === candidate.facts.url) return null;
  return { ...candidate, facts: { ...candidate.facts, url } };
}

function readForwarded(headers: readonly HeaderPair[]): Forwarded {
  const valuesOf = (names: readonly string[]) =>
    headers
      .filter(([name]) => names.includes(name.toLowerCase()))
      .flatMap(([, value]) => value.split(','))
      .map((value) => value.trim())
      .filter((value) => value !== '');
  // RFC 7239
  const standard = (name: string) =>
    valuesOf(['forwarded']).flatMap((value) => new RegExp(`(?:^|;)\\s*${name}="?([^";]+)`, 'i').exec(value)?.[1] ?? []);
  return {
    schemes: [...valuesOf(headerNames.schemes), ...standard('proto')],
    hosts: [...new Set([...valuesOf(headerNames.hosts), ...standard('host')])],
    ports: valuesOf(headerNames.ports),
    prefixes: valuesOf(headerNames.prefixes),
    targets: valuesOf(headerNames.targets),
  };
}

function queries(query: string): { query: string; cost: number }[] {
  if (query === '') return [];
  const pairs = query.split('&');
  const sorted = [...pairs].sort().join('&');
  const kept = pairs.filter((pair) => !/^(utm_|fbclid|gclid|ngrok)/.test(pair)).join('&');
  const found = [
    { query: '', cost: 2.4 },
    { query: sorted, cost: 2.6 },
    { query: kept, cost: 2.8 },
    { query: new URLSearchParams(query).toString(), cost: 2.95 },
    { query: [...pairs].reverse().join('&'), cost: 3 },
    { query: pairs.map((pair) => pair.replace(/=$/, '')).join('&'), cost: 3 },
  ];
  const single =
    pairs.length < 2 || pairs.length > 6 ? [] : pairs.map((_, at) => pairs.filter((__, index) => index !== at));
  return [...found, ...single.map((rest) => ({ query: rest.join('&'), cost: 2.7 }))];
}

function splitUrl(url: string): UrlParts | null {
  const match = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)([^?#]*)(?:\?([^#]*))?/i.exec(url);
  if (match === null) return null;
  const [host = '', port = ''] = splitHost(match[2] ?? '');
  return { scheme: match[1] ?? '', host, port, path: match[3] ?? '', query: match[4] ?? '' };
}

function splitHost(address: string): string[] {
  const match = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(address);
  return match === null ? [address, ''] : [match[1] ?? '', match[2] ?? ''];
}

function splitQuery(target: string): string[] {
  const at = target.indexOf('?');
  return at < 0 ? [target, ''] : [target.slice(0, at), target.slice(at + 1)];
}

function joinUrl({ scheme, host, port, path, query }: UrlParts): string {
  return `${scheme}://${host}${port === '' ? '' : `:${port}`}${path}${query === '' ? '' : `?${query}`}`;
}

function decodeEscapes(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Escapes that are no UTF-8 stay.
    return text;
  }
}
const capitalEscapes = (text: string): string => text.replace(/%[0-9a-f]{2}/gi, (each) => each.toUpperCase());
const smallEscapes = (text: string): string => text.replace(/%[0-9a-f]{2}/gi, (each) => each.toLowerCase());
const encodeBlanks = (text: string): string => text.replaceAll('+', '%20').replaceAll(' ', '%20');
const encodePlus = (text: string): string => text.replaceAll('%20', '+');
