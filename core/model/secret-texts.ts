/** What stands in place of a secret: the same for all, so that nothing is told of its length. */
export const secretMask = '••••••••';

/** Shorter values stand everywhere by chance, and protect nothing. */
const shortestSecret = 4;
/** Shorter words stand in another case by chance: `TEST` beside a secret `test`. */
const shortestInAnyCase = 8;

/** Whether a text is long enough to be masked wherever it stands. */
export function isMaskable(text: string): boolean {
  return text.length >= shortestSecret;
}

/**
 * The texts as which secrets may stand in a request: as they are, percent-encoded (URLs, forms), as a URL has them that they
 * were written into as they are, and escaped as in JSON and in XML; long ones in capitals and small letters too. The longest first:
 * one may be a part of another.
 */
export function secretSpellings(values: Iterable<string>): string[] {
  const spellings = new Set<string>();
  for (const value of values) {
    if (!isMaskable(value)) continue;
    for (const cased of casesOf(value)) {
      const texts = [cased, ...percentEncoded(cased), ...inUrl(cased), inJson(cased), inXml(cased)];
      for (const text of texts.filter(isMaskable)) spellings.add(text);
    }
  }
  return longestFirst(spellings);
}

/** Templates turn values into capitals and small letters, also by way of `assign`, which no source map follows. */
function casesOf(value: string): string[] {
  return value.length < shortestInAnyCase ? [value] : [value, value.toUpperCase(), value.toLowerCase()];
}

export function longestFirst(texts: Iterable<string>): string[] {
  return [...texts].sort((one, other) => other.length - one.length);
}

/** `secrets`: the longest first. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets.reduce((rest, secret) => rest.replaceAll(secret, secretMask), text);
}

/** As JavaScript's `encodeURIComponent` does it, and RFC 3986, which our queries and `url_encode` follow; blanks as both kinds. */
function percentEncoded(value: string): string[] {
  const whole = wholeCharacters(value);
  return [encodeURIComponent(whole), encodeStrictly(whole)].flatMap((text) => [text, text.replaceAll('%20', '+')]);
}

/** What a URL's query and its path cannot hold (WHATWG URL, 1.3): they encode it, and no more, in what is written there as it is. */
const notInQuery = /[\s"#<>']|[^\x21-\x7e]/gu;
const notInPath = /[\s"#<>?^`{}]|[^\x21-\x7e]/gu;

/** What is sent of a value that nothing encoded. Line breaks and tabs fall out of URLs. */
function inUrl(value: string): string[] {
  const line = wholeCharacters(value).replace(/[\t\r\n]/g, '');
  return [notInQuery, notInPath].map((pattern) => line.replace(pattern, encodeStrictly));
}

function encodeStrictly(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Half a surrogate pair has no UTF-8, so it stands in no URL. */
function wholeCharacters(text: string): string {
  return text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
}

function inJson(value: string): string {
  return JSON.stringify(value).slice(1, -1);
}

const xmlEscapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&#34;', "'": '&#39;' };

/** As Liquid's `escape` writes it. */
function inXml(value: string): string {
  return value.replace(/[&<>"']/g, (character) => xmlEscapes[character] ?? character);
}
