import { describe, expect, it } from 'vitest';
import { type JsonObject, type ObjectRecord, readExactJson, withProperties } from '../../../../core/contract/index.ts';
import { schemePresets, signingProblem } from '../../../../core/signing/index.ts';
import { readJsonObject } from '../../../../renderer/features/projects/json-object-text.ts';
import { freeId } from '../../../../renderer/features/projects/project-actions.ts';
import {
  generateSigningKey,
  isCallableUrl,
  readWebhook,
  referenceOf,
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

  it('with nothing set shows its id, all events, enabled', () => {
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
  ['', false],
])('URL %s can be called: %s', (url, isCallable) => expect(isCallableUrl(url)).toBe(isCallable));

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

it('finds a free id from the name', () => {
  expect(freeId('New Project', new Set(), 'project')).toBe('new-project');
  expect(freeId('New Project', new Set(['new-project', 'new-project-2']), 'project')).toBe('new-project-3');
  expect(freeId('日本', new Set(), 'project')).toBe('project');
});

describe('JSON typed for properties', () => {
  it('must be an object; blank is the empty one', () => {
    expect(readJsonObject(' ')).toEqual({ ok: true, value: {} });
    expect(readJsonObject('{"a":[1]}')).toEqual({ ok: true, value: { a: [1] } });
    for (const text of ['[]', 'null', '"x"', '{']) expect(readJsonObject(text).ok).toBe(false);
  });
});
