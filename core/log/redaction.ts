/** What stands in place of a secret: the same for all, so that nothing is told of its length. */
export const redactionMask = '••••••••';

/** Shorter values stand everywhere by chance, and protect nothing. */
const shortestSecret = 4;

/** Takes secrets out of what is written down of one attempt. */
export interface Redaction {
  text(text: string): string;
  header(name: string, value: string): string;
  /** Bytes that are no text: all of them go when a secret is among them. */
  bytes(bytes: Buffer): Buffer;
  /** Whether anything was taken out yet. */
  isUsed(): boolean;
}

export function noRedaction(): Redaction {
  return { text: (text) => text, header: (_, value) => value, bytes: (bytes) => bytes, isUsed: () => false };
}

/**
 * Replaces the given values, also percent-encoded (as in URLs and forms), escaped as in JSON, and inside the base64 of
 * Basic authorization. Of `secretHeaders` (lower case) the whole value goes.
 */
export function createRedaction(secrets: Iterable<string>, secretHeaders: ReadonlySet<string>): Redaction {
  const values = [...new Set(secrets)].filter((value) => value.length >= shortestSecret);
  const forms = new Set(
    values.flatMap((value) => [value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1)]),
  );
  // The longest first: one may be a part of another.
  const longestFirst = [...forms].sort((one, other) => other.length - one.length);
  let isUsed = false;

  function text(given: string): string {
    const redacted = longestFirst.reduce((rest, form) => rest.replaceAll(form, redactionMask), given);
    isUsed ||= redacted !== given;
    return redacted;
  }

  function hide(): string {
    isUsed = true;
    return redactionMask;
  }

  return {
    text,
    header(name, value) {
      if (secretHeaders.has(name.toLowerCase())) return hide();
      const basic = /^(Basic +)([A-Za-z0-9+/=]+)$/i.exec(value);
      const decoded = Buffer.from(basic?.[2] ?? '', 'base64').toString('utf8');
      if (basic !== null && values.some((secret) => decoded.includes(secret))) return `${basic[1]}${hide()}`;
      return text(value);
    },
    bytes(bytes) {
      if (!longestFirst.some((form) => bytes.includes(form))) return bytes;
      isUsed = true;
      return Buffer.alloc(0);
    },
    isUsed: () => isUsed,
  };
}
