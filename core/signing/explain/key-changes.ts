import type { KeyRule } from '../../model/index.ts';
import type { Candidate, Change, NamedMistake } from './candidate.ts';

const verbatim: KeyRule = { stripPrefix: null, decoding: 'utf8' };
/** `whsec_`, `pdl_ntfset_`, `sk_live_`: words that vendors put before a secret. */
const prefixWords = /^(?:[A-Za-z][A-Za-z0-9]{1,15}_)+(?=[^_]{8,}$)|^[a-z]{2,8}_(?=.{8,}$)/;

/**
 * Other readings of the same secret, and the other keys at hand. Those that give the same key cost nothing: the search
 * looks at the bytes.
 */
export function keyChanges(keyText: string, rule: KeyRule, otherKeys: readonly string[]): Change[] {
  const trimmed = keyText.trim();
  const prefix =
    rule.stripPrefix !== null && trimmed.startsWith(rule.stripPrefix) ? rule.stripPrefix : wordBefore(trimmed);
  const rest = trimmed.slice(prefix.length);
  const unquoted = /^(["'`])(.+)\1$/s.exec(trimmed)?.[2];
  return [
    ...otherKeys.map((text, index) =>
      change({ code: 'key-old', condition: `key ${index + 2} of those given were used` }, { keyText: text }),
    ),
    ...readings(trimmed, prefix, rest, rule),
    ...(unquoted === undefined
      ? []
      : [change({ code: 'key-quoted', condition: 'the quotes around the key were taken off' }, { keyText: unquoted })]),
    ...surroundings(keyText, trimmed, rule),
  ];
}

/** Vendors' own words, which are no secret. Any other beginning of a key is not repeated. */
const publicPrefixes = new Set([
  'whsec_',
  'v1,whsec_',
  'whsk_',
  'whpk_',
  'sk_live_',
  'sk_test_',
  'pdl_ntfset_',
  'shpss_',
]);

function shownPrefix(prefix: string, rule: KeyRule): string {
  return prefix === rule.stripPrefix || publicPrefixes.has(prefix) ? `"${prefix}"` : 'prefix';
}

function wordBefore(text: string): string {
  return prefixWords.exec(text)?.[0] ?? '';
}

function readings(trimmed: string, prefix: string, rest: string, rule: KeyRule): Change[] {
  const changes: Change[] = [];
  const add = (mistake: NamedMistake, text: string, keyRule: KeyRule) =>
    changes.push(change(mistake, { keyText: text, keyRule }));
  const shown = shownPrefix(prefix, rule);
  const named = prefix === '' ? '' : ` after its ${shown}`;
  if (prefix !== '' && rule.stripPrefix !== null) {
    const condition = `the whole text of the secret, ${shown} included, were the key`;
    add({ code: 'key-prefix-kept', condition }, trimmed, verbatim);
    const lenient = `the secret were decoded together with its ${shown}`;
    add({ code: 'key-prefix-kept', condition: lenient }, lenientBase64(trimmed), {
      stripPrefix: null,
      decoding: 'base64',
    });
  }
  if (prefix !== '' && rule.stripPrefix === null && rule.decoding === 'utf8') {
    add({ code: 'key-prefix-stripped', condition: `the secret's text${named} were the key` }, rest, verbatim);
  }
  if (rule.decoding !== 'utf8') {
    add({ code: 'key-not-decoded', condition: `the secret's text${named} were the key, not decoded` }, rest, verbatim);
    if (/^[0-9a-fA-F]+$/.test(rest)) {
      for (const text of [rest.toLowerCase(), rest.toUpperCase()]) {
        add({ code: 'key-not-decoded', condition: "the secret's text were the key, not decoded" }, text, verbatim);
      }
    }
  }
  const isBase64 = /^[A-Za-z0-9+/_-]{8,}={0,2}$/.test(rest);
  if (isBase64 && (rule.decoding !== 'base64' || /[_-]/.test(rest) || rest.length % 4 !== 0)) {
    const condition = `the secret${named} were decoded from base64`;
    add({ code: 'key-base64-decoded', condition }, lenientBase64(rest), { stripPrefix: null, decoding: 'base64' });
  }
  if (rule.decoding !== 'hex' && rest.length >= 8 && /^(?:[0-9a-fA-F]{2})+$/.test(rest)) {
    const condition = `the secret${named} were decoded from hex`;
    add({ code: 'key-hex-decoded', condition }, rest, { stripPrefix: null, decoding: 'hex' });
  }
  return changes;
}

/** Line breaks, blanks and quotes that one side has around the key. */
function surroundings(keyText: string, trimmed: string, rule: KeyRule): Change[] {
  const changes: Change[] = [];
  const withoutEnd = keyText.replace(/(?<![\r\n])[\r\n]+$/, '');
  if (withoutEnd !== keyText) {
    const condition = 'the line break at the end of the key were taken off';
    changes.push(change({ code: 'key-trailing-newline', condition }, { keyText: withoutEnd }));
  }
  if (trimmed !== withoutEnd) {
    const condition = 'the blanks around the key were taken off';
    changes.push(change({ code: 'key-blanks-around', condition }, { keyText: trimmed }));
  }
  // What is decoded forgives them.
  if (rule.decoding !== 'utf8') return changes;
  const around = (code: NamedMistake['code'], condition: string, before: string, after: string) =>
    changes.push(change({ code, condition }, { keyAround: [before, after] }));
  around('key-trailing-newline', 'the key ended with a line break', '', '\n');
  around('key-trailing-newline', 'the key ended with a CRLF', '', '\r\n');
  around('key-blanks-around', 'the key ended with a blank', '', ' ');
  around('key-blanks-around', 'the key began with a blank', ' ', '');
  around('key-quoted', 'the key had double quotes around it', '"', '"');
  around('key-quoted', 'the key had single quotes around it', "'", "'");
  return changes;
}

/** As forgiving decoders read it: both alphabets, no padding asked for. */
function lenientBase64(text: string): string {
  return Buffer.from(text, 'base64').toString('base64');
}

function change(mistake: NamedMistake, key: Partial<Pick<Candidate, 'keyText' | 'keyRule' | 'keyAround'>>): Change {
  return { ...mistake, kind: 'key', apply: (candidate) => ({ ...candidate, ...key }) };
}
