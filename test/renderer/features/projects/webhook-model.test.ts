import { describe, expect, it } from 'vitest';
import { type JsonObject, type ObjectRecord, readExactJson, withProperties } from '../../../../core/contract/index.ts';
import { schemePresets, signingProblem } from '../../../../core/signing/index.ts';
import { readJsonObject } from '../../../../renderer/features/json-object-text.ts';
import {
  generateSigningKey,
  readWebhook,
  referenceOf,
  splitUrl,
  webhookUrlProblem,
  writeWebhook,
} from '../../../../renderer/features/projects/webhook-model.ts';

const object = {
  collection: 'project_webhooks',
  id: 'prod',
  properties: {
    name: 'Production',
    url: 'https://acme.dev',
    enabled: false,
    event_types: ['task.completed'],
    signing_key: '{{ vars.prod_key }}',
    region: 'eu',
    limits: { perMinute: 60 },
  },
};

describe('a webhook', () => {
  it('goes through the form unchanged, the signing key untouched', () => {
    const fields = readWebhook(object, 'event_types');
    const other = readJsonObject(fields.otherText);
    expect(fields.otherText).not.toContain('vars.prod_key');
    if (!other.ok) throw new Error(other.message);
    expect(writeWebhook(object, fields, other.value, 'event_types')).toEqual(object);
  });

  it('keeps the digits of what has no field of its own', () => {
    const held = withProperties<JsonObject, ObjectRecord>(
      object,
      readExactJson('{"url":"https://a.dev","fee":1.10,"ids":[9007199254740993]}') as JsonObject,
    );
    const fields = readWebhook(held, 'event_types');
    expect(fields.otherText).toBe('{\n  "fee": 1.10,\n  "ids": [\n    9007199254740993\n  ]\n}');
    const other = readJsonObject(fields.otherText.replace('1.10', '1.1'));
    if (!other.ok) throw new Error(other.message);
    const written = writeWebhook(held, fields, other.value, 'event_types');
    expect(written.propertiesText).toContain('9007199254740993');
    expect(written.propertiesText).toContain('"fee": 1.1,');
    const plain = readJsonObject('{"fee": 2}');
    expect(plain.ok && 'propertiesText' in writeWebhook(held, fields, plain.value, 'event_types')).toBe(false);
  });

  it('with nothing set shows its id, no events, enabled', () => {
    expect(readWebhook({ ...object, properties: {} }, 'event_types')).toEqual({
      name: 'prod',
      url: '',
      eventTypes: [],
      enabled: true,
      otherText: '',
    });
  });

  it('lets the property named in the settings list its event types', () => {
    expect(readWebhook({ ...object, properties: { events: ['a'] } }, 'events').eventTypes).toEqual(['a']);
  });
});

it.each([
  ['https://acme.dev/hooks', true],
  ['http://127.0.0.1:47101/x', true],
  ['{{ vars.base }}/hooks', true],
  ['acme.dev', false],
  ['ftp://acme.dev', false],
  ['javascript:alert(1)', false],
  ['https://exa mple.com/a b', false],
  ['{{ vars.base }}/a b', true],
  ['', false],
])('URL %s can be called: %s', (url, isCallable) => expect(webhookUrlProblem(url) === null).toBe(isCallable));

it('keeps the end of a URL apart, and nothing of it is lost', () => {
  for (const url of ['https://acme.dev/hooks/production', 'http://a.b', '']) {
    const { scheme, start, end, query } = splitUrl(url);
    expect(scheme + start + end + query).toBe(url);
    expect(end.length).toBeLessThanOrEqual(17);
  }
});

it.each([
  ['http://127.0.0.1:47101/hooks/audit', 'http://', '127.0.0.1:47101', '/hooks/audit', ''],
  ['https://acme.dev/customers/production-of-acme', 'https://', 'acme.dev/customers/p', 'roduction-of-acme', ''],
  ['https://acme.dev/a/customers/hooks/', 'https://', 'acme.dev/a', '/customers/hooks/', ''],
  [
    'https://hooks.acme.dev/hooks/end?token=abcdef&x=1',
    'https://',
    'hooks.acme.dev',
    '/hooks/end',
    '?token=abcdef&x=1',
  ],
  ['http://a.b', 'http://', '', 'a.b', ''],
  ['{{ vars.base }}/hooks/audit', '', '{{ vars.base }}', '/hooks/audit', ''],
])('%s in its parts', (url, scheme, start, end, query) => {
  expect(splitUrl(url)).toEqual({ scheme, start, end, query });
});

it('reads which variable a key refers to', () => {
  expect(referenceOf('{{ vars.prod_key }}')).toBe('prod_key');
  expect(referenceOf('{{vars.prod_key}}')).toBe('prod_key');
  expect(referenceOf('{{ vars.a }}{{ vars.b }}')).toBeNull();
  expect(referenceOf('literal')).toBeNull();
  expect(referenceOf(undefined)).toBeNull();
});

it('makes keys of 32 bytes, fit for URLs and headers', () => {
  expect(generateSigningKey(new Uint8Array(32).fill(255))).toBe('f'.repeat(64));
  expect(generateSigningKey(new Uint8Array(32).fill(1))).toBe('01'.repeat(32));
  // A key for every scheme with a shared secret, whatever form it asks for.
  for (const [name, scheme] of Object.entries(schemePresets)) {
    if (/^(hmac|token|sha256)/.test(scheme.algorithm))
      expect([name, signingProblem(scheme, generateSigningKey())]).toEqual([name, null]);
  }
  expect(generateSigningKey()).not.toBe(generateSigningKey());
});

describe('JSON typed for properties', () => {
  it('must be an object; blank is the empty one', () => {
    expect(readJsonObject(' ')).toEqual({ ok: true, value: {} });
    expect(readJsonObject('{"a":[1]}')).toEqual({ ok: true, value: { a: [1] } });
    for (const text of ['[]', 'null', '"x"', '{']) expect(readJsonObject(text).ok).toBe(false);
  });

  it.each([
    ['{a: 1}', 'Line 1, column 2: Expected a property name in double quotes, found "a".'],
    ['{\n  "é": 1,\n  "b": yes\n}', 'Line 3, column 8: "yes" is not a JSON value; texts need double quotes.'],
    ['{"a": 1,\r\n "a": 2}', 'Line 2, column 2: The name "a" is there twice in one object.'],
    ['{"a": 1', 'Line 1, column 8: The text ends too early: a "}" is missing in an object.'],
    ['{"a": €}', 'Line 1, column 7: Expected a value, found "€".'],
  ])('%j is refused with its place, in our own words', (text, message) => {
    expect(readJsonObject(text)).toEqual({ ok: false, message });
  });
});
