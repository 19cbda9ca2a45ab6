import { expect, test } from 'vitest';
import { secretMask, secretSpellings, withoutSecrets } from '../../../core/model/index.ts';

test('a secret is found in a URL, a form, JSON and XML', () => {
  const secret = 'a b"/<&\'é';
  const spellings = secretSpellings([secret]);
  for (const text of [
    secret,
    encodeURIComponent(secret),
    new URLSearchParams([['k', secret]]).toString().slice(2).replaceAll('%27', "'"),
    JSON.stringify(secret),
    'a b&#34;/&lt;&amp;&#39;é',
  ]) {
    expect(withoutSecrets(`<${text}>`, spellings)).toContain(secretMask);
    expect(withoutSecrets(`<${text}>`, spellings)).not.toContain('a');
  }
});

test('a secret is found as our own queries and forms encode it', () => {
  const secret = "it's (a) very*good! one~";
  const spellings = secretSpellings([secret]);
  const query = 'it%27s%20%28a%29%20very%2Agood%21%20one~';
  for (const text of [query, query.replaceAll('%20', '+')]) expect(withoutSecrets(text, spellings)).toBe(secretMask);
});

test('a secret is found where a URL encoded only what it cannot hold', () => {
  const secret = 'a b"c/d{e}\'f#g';
  const spellings = secretSpellings([secret]);
  const sent = new URL('http://h.example/');
  sent.search = secret;
  sent.pathname = `/before/${secret}`;
  const masked = withoutSecrets(sent.href, spellings);
  expect(masked).toBe(`http://h.example/before/${secretMask}?${secretMask}`);
});

test('a secret of some length is found in capitals and in small letters, a short word is not', () => {
  const spellings = secretSpellings(['Long secret', 'Test']);
  expect(withoutSecrets('"LONG SECRET", long%20secret, TEST', spellings)).toBe(`"${secretMask}", ${secretMask}, TEST`);
});

test('the longest is masked first, and what is too short to tell from chance is not', () => {
  expect(secretSpellings(['abcd', 'abcdef', 'abc', ''])).toEqual(['abcdef', 'abcd']);
  expect(withoutSecrets('abcdef abcd abc', secretSpellings(['abcd', 'abcdef']))).toBe(
    `${secretMask} ${secretMask} abc`,
  );
});

test('half a surrogate pair is no reason to fail', () => {
  expect(secretSpellings(['\ud800abc'])).toContain('\ud800abc');
});
