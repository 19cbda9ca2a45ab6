import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  exactProperties,
  exactRecipients,
  hasSpellings,
  heldEvent,
  heldRecipients,
  type JsonObject,
  type JsonValue,
  mayHaveSpellings,
  mergeExact,
  omitExact,
  readExactJson,
  sentRecord,
  type TriggerRecipient,
  type UserRecord,
  withProperties,
  writeExactJson,
} from '../../../core/model/index.ts';

const read = (text: string) => readExactJson(text) as JsonObject;
const text = '{"price":1.10,"big":9007199254740993,"deep":{"x":1.00},"n":1}';

describe('objects put together', () => {
  it('have each number as it is spelled where it was taken from', () => {
    expect(writeExactJson(mergeExact(read(text), { n: 2 }))).toBe(text.replace('"n":1', '"n":2'));
    expect(writeExactJson(mergeExact(read('{"a":1.0,"b":2.0}'), { a: 1 }, null))).toBe('{"a":1,"b":2.0}');
    expect(writeExactJson(mergeExact({ a: 1 }, read('{"a":1.0}')))).toBe('{"a":1.0}');
  });

  it('do not change what they were made of', () => {
    const original = read(text);
    mergeExact(mergeExact(original), { price: 2 });
    expect(writeExactJson(original)).toBe(text);
  });

  it('keep a property that is called __proto__', () => {
    expect(writeExactJson(mergeExact(read('{"__proto__":1.0}')))).toBe('{"__proto__":1.0}');
    expect(Object.getPrototypeOf(mergeExact(read('{"__proto__":{}}')))).toBe(Object.prototype);
  });

  it('without some properties have nothing of them left', () => {
    const left = omitExact(read('{"a":1.0,"b":2}'), new Set(['a']));
    expect(writeExactJson(left)).toBe('{"b":2}');
    expect(hasSpellings(left)).toBe(false);
  });
});

describe('a record', () => {
  const record: UserRecord = { id: 'ada', properties: {} };

  it('goes over JSON and comes back digit by digit', () => {
    const sent = withProperties(record, read(text));
    expect(sent.propertiesText).toBe(writeExactJson(read(text), 2));
    const arrived = JSON.parse(JSON.stringify(sent)) as typeof sent;
    expect(writeExactJson(exactProperties(arrived))).toBe(text);
    expect(sentRecord({ ...record, properties: exactProperties(arrived) })).toEqual(sent);
  });

  it('has a text only when its value does not say it, and none left from before', () => {
    expect(withProperties(withProperties(record, read(text)), { a: 1 })).toEqual({ id: 'ada', properties: { a: 1 } });
    const plain = { ...record, properties: { a: 1 } };
    expect(sentRecord(plain)).toBe(plain);
  });

  it('carries a number that JSON has no value for', () => {
    const sent = withProperties(record, read('{"far":1e400}'));
    expect(sent.properties).toEqual({ far: null });
    expect(writeExactJson(exactProperties(sent))).toBe('{"far":1e400}');
  });
});

it('recipients and events to hold say the same as what they were made of', () => {
  const recipients = readExactJson('["ada",{"id":"eve","n":1.00}]') as TriggerRecipient[];
  const held = heldRecipients(recipients);
  const arrived = exactRecipients(JSON.parse(JSON.stringify(held)));
  expect(writeExactJson(arrived as JsonValue)).toBe('["ada",{"id":"eve","n":1.00}]');
  expect(heldRecipients(['ada'])).toEqual({ recipients: ['ada'], recipientsText: undefined });
  expect(heldEvent('paid', read('{"n":1.0}'))).toEqual({
    type: 'paid',
    payload: { n: 1 },
    payloadText: '{\n  "n": 1.0\n}',
  });
  expect(heldEvent(null, { n: 1 })).toEqual({ data: { n: 1 } });
});

describe('whether a text may have spellings', () => {
  const number = fc
    .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.constantFrom('', '.0', '.10', 'e2', 'E+3', '.5e-7'))
    .map(([whole, rest]) => `${whole}${rest}`);
  const zero = fc.constantFrom('-0', '0', '0.0', '-0.0', '0e0');

  it('is never denied to one that has', () => {
    const item = fc.oneof(
      number,
      zero,
      fc.string().map((each) => JSON.stringify(each)),
    );
    fc.assert(
      fc.property(fc.array(item), fc.constantFrom('', ' ', '\n  '), (items, blank) => {
        const list = `[${items.map((each) => blank + each).join(',')}]`;
        const object = `{${items.map((each, index) => `"${index}":${blank}${each}`).join(',')}}`;
        for (const json of [list, object]) {
          if (hasSpellings(readExactJson(json))) expect(mayHaveSpellings(json)).toBe(true);
        }
      }),
    );
  });

  it('is denied to addresses, small numbers and dates, which most records hold', () => {
    expect(
      mayHaveSpellings('{"url":"http://127.0.0.1:8080/v1.2","at":"2026-01-01T10:00:00.000Z","n":[1,20,0,-3]}'),
    ).toBe(false);
  });
});
