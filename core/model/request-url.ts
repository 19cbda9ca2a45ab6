/** What no host holds; brackets are judged apart, as those of an IPv6 address. */
const notInHost = /[<>^|%"`{}\\]/;
const addressPattern = /^\[[0-9a-f:.]+\]$/i;

/**
 * Why a rendered URL cannot be called, in a sentence; null = it can, as far as its text tells. Browsers and Node read URLs
 * with different leniency (a blank in the host, say), so the form that takes a URL and the engine that calls it ask here.
 * Blanks at the ends do not count: templates leave them, and every URL parser drops them.
 */
export function requestUrlProblem(url: string): string | null {
  const text = url.trim();
  if (text === '') return 'The URL is empty.';
  if (/\s/.test(text)) return 'A URL holds no blanks and no line breaks; write a blank as %20.';
  if (hasControlCharacter(text)) return 'A URL holds no control characters.';
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(text)?.[1]?.toLowerCase();
  const notAbsolute = `"${text}" is not an absolute URL, such as https://acme.dev/hooks.`;
  if (scheme === undefined) return notAbsolute;
  if (scheme !== 'https' && scheme !== 'http') return `"${scheme}://" is neither https:// nor http://.`;
  const authority = /^[/\\]*([^/\\?#]*)/.exec(text.slice(scheme.length + 1))?.[1] ?? '';
  if (authority.includes('@')) {
    return 'A URL must not hold a user name or password; send an Authorization header instead.';
  }
  const port = /:(\d*)$/.exec(authority);
  const host = port === null ? authority : authority.slice(0, port.index);
  if (host === '') return notAbsolute;
  const isHost = host.startsWith('[') ? addressPattern.test(host) : !notInHost.test(host) && !/[[\]:]/.test(host);
  if (!isHost) return `"${host}" is not the name or address of a host.`;
  return Number(port?.[1] ?? 0) > 65_535 ? `"${port?.[1]}" is not a port.` : null;
}

function hasControlCharacter(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x20 || code === 0x7f) return true;
  }
  return false;
}
