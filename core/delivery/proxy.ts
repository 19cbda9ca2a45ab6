import { isLoopbackAddress } from './address-rules.ts';
import { TransportError } from './transport-error.ts';

/** An HTTP proxy that opens tunnels (CONNECT). */
export interface HttpProxy {
  /** Such as `http://proxy.example:3128`, without a password. */
  name: string;
  hostname: string;
  port: number;
  /** Value of `proxy-authorization`; null when it asks for none. */
  authorization: string | null;
}

export interface ProxyRules {
  /** URL, or `none`; undefined = what the variables say. */
  setting: string | undefined;
  /** HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY, in capitals or not, are read. */
  variables: Readonly<Record<string, string | undefined>>;
}

/** Which proxy leads to an origin, or why it cannot be used; null = none. This machine is always called directly. */
export type FindProxy = (origin: string) => HttpProxy | TransportError | null;

export function createProxyRules({ setting, variables }: ProxyRules): FindProxy {
  const variable = (name: string): string => variables[name.toLowerCase()] || variables[name] || '';
  const exceptions = variable('NO_PROXY')
    .split(/[\s,]+/)
    .filter(Boolean);
  return (origin) => {
    const { protocol, hostname, port } = new URL(origin);
    if (setting === 'none' || isThisMachine(hostname)) return null;
    const ofVariables = variable(protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY') || variable('ALL_PROXY');
    const text = setting ?? ofVariables;
    if (text === '' || exceptions.some((exception) => isExcepted(exception, hostname, port, protocol))) return null;
    return readProxy(text);
  };
}

function readProxy(text: string): HttpProxy | TransportError {
  // As other tools do: a variable may name the host and the port alone.
  const url = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  if (!URL.canParse(url)) return new TransportError('HOOKBENCH_PROXY', 'The URL of the proxy cannot be read.');
  const { protocol, hostname, port, username, password } = new URL(url);
  const name = `${protocol}//${hostname}${port === '' ? '' : `:${port}`}`;
  if (protocol !== 'http:') {
    return new TransportError('HOOKBENCH_PROXY', `${name} cannot be used: only proxies spoken to over http:// can.`);
  }
  const credentials = `${decoded(username)}:${decoded(password)}`;
  return {
    name,
    hostname,
    port: port === '' ? 80 : Number(port),
    authorization: username === '' ? null : `Basic ${Buffer.from(credentials).toString('base64')}`,
  };
}

/** A password with a stray "%" in it is taken as it is written. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function isThisMachine(hostname: string): boolean {
  return hostname === 'localhost' || hostname.endsWith('.localhost') || isLoopbackAddress(hostname);
}

/** `*`, a host, the end of a host (`.example.com`, `*.example.com`), each with a port or without. */
function isExcepted(exception: string, hostname: string, port: string, protocol: string): boolean {
  if (exception === '*') return true;
  const [, name = '', exceptedPort] = /^(.*?)(?::(\d+))?$/.exec(exception.toLowerCase()) ?? [];
  const actualPort = port === '' ? (protocol === 'https:' ? '443' : '80') : port;
  if (exceptedPort !== undefined && exceptedPort !== actualPort) return false;
  const end = name.replace(/^\*?\./, '');
  return hostname === end || hostname.endsWith(`.${end}`);
}
