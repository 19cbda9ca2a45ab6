/** Escapes that HubSpot turns back before it signs a URL; all others stay as they are. */
const punctuation: Readonly<Record<string, string>> = {
  '%3A': ':',
  '%2F': '/',
  '%3F': '?',
  '%40': '@',
  '%21': '!',
  '%24': '$',
  '%27': "'",
  '%28': '(',
  '%29': ')',
  '%2A': '*',
  '%2C': ',',
  '%3B': ';',
};

/** Rule: https://developers.hubspot.com/docs/apps/legacy-apps/authentication/validating-requests (version 3). */
export function decodePunctuation(url: string): string {
  return url.replace(/%[0-9A-Fa-f]{2}/g, (escaped) => punctuation[escaped.toUpperCase()] ?? escaped);
}

/** Without the query: `/hooks/1`. */
export function pathOf(url: string): string {
  const { rest } = splitUrl(url);
  return rest.split('?', 1)[0] ?? '';
}

/** Without its "?": `a=1&b=2`; empty when there is none. */
export function queryOf(url: string): string {
  const { rest } = splitUrl(url);
  const at = rest.indexOf('?');
  return at < 0 ? '' : rest.slice(at + 1);
}

/** Puts a parameter in, in place of one of the same name, and leaves the spelling of everything else alone. */
export function withQueryParameter(url: string, name: string, value: string): string {
  const [beforeHash = '', ...hash] = url.split('#');
  const at = beforeHash.indexOf('?');
  const address = at < 0 ? beforeHash : beforeHash.slice(0, at);
  const kept = at < 0 ? [] : beforeHash.slice(at + 1).split('&');
  const others = kept.filter((pair) => pair !== '' && nameOfPair(pair) !== name);
  const query = [...others, `${encodeURIComponent(name)}=${encodeURIComponent(value)}`].join('&');
  return [`${address}?${query}`, ...hash].join('#');
}

/** Every value a parameter has. */
export function queryValues(url: string, name: string): string[] {
  return new URLSearchParams(queryOf(url)).getAll(name);
}

function nameOfPair(pair: string): string {
  return new URLSearchParams(pair).keys().next().value ?? '';
}

function splitUrl(url: string): { rest: string } {
  const withoutHash = url.split('#', 1)[0] ?? '';
  const afterHost = /^[A-Za-z][A-Za-z0-9+.-]*:\/\/[^/?]*(.*)$/s.exec(withoutHash);
  return { rest: afterHost === null ? withoutHash : (afterHost[1] ?? '') };
}
