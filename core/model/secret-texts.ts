/** What stands in place of a secret: the same for all, so that nothing is told of its length. */
export const secretMask = '••••••••';

/** Shorter values stand everywhere by chance, and protect nothing. */
const shortestSecret = 4;

/**
 * The texts as which secrets may stand in a request: as they are, percent-encoded (URLs, forms), and escaped as in JSON and
 * in XML. The longest first: one may be a part of another.
 */
export function secretSpellings(values: Iterable<string>): string[] {
  const spellings = new Set<string>();
  for (const value of values) {
    if (value.length < shortestSecret) continue;
    const encoded = percentEncoded(value);
    for (const text of [value, encoded, encoded.replaceAll('%20', '+'), inJson(value), inXml(value)])
      spellings.add(text);
  }
  return longestFirst(spellings);
}

export function longestFirst(texts: Iterable<string>): string[] {
  return [...texts].sort((one, other) => other.length - one.length);
}

/** `secrets`: the longest first. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets.reduce((rest, secret) => rest.replaceAll(secret, secretMask), text);
}

function percentEncoded(value: string): string {
  try {
    return encodeURIComponent(value);
  } catch {
    // Half a surrogate pair has no UTF-8, so it stands in no URL.
    return value;
  }
}

function inJson(value: string): string {
  return JSON.stringify(value).slice(1, -1);
}

const xmlEscapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&#34;', "'": '&#39;' };

/** As Liquid's `escape` writes it. */
function inXml(value: string): string {
  return value.replace(/[&<>"']/g, (character) => xmlEscapes[character] ?? character);
}
