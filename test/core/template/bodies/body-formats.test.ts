import { describe, expect, it } from 'vitest';
import { shapeOfScopes } from '../../../../core/template/index.ts';
import { applyFix } from '../apply-fix.ts';
import { bodyOf, diagnose, refusalOf, requestWith, templatesWith } from '../template-fixture.ts';

describe('the content-type of a body', () => {
  it.each([
    ['json', '{}', 'application/json'],
    ['graphql', '{"query":"{ a }"}', 'application/json'],
    ['xml', '<a/>', 'application/xml'],
    ['form', 'a=1', 'application/x-www-form-urlencoded'],
    ['text', 'a', undefined],
  ] as const)('is added for %s when the template sets none', (bodyFormat, body, expected) => {
    expect(requestWith({ bodyFormat, request: { body } }).request.headers[0]?.[1]).toBe(expected);
    expect(requestWith({ bodyFormat, request: { body: ' ' } }).request.headers).toEqual([]);
    const headers = [{ key: 'Content-Type', value: 'text/x' }];
    expect(requestWith({ bodyFormat, request: { body, headers } }).request.headers).toEqual([
      ['Content-Type', 'text/x'],
    ]);
  });

  it.each([
    ['json', '{}', 'application/cloudevents+json; charset=utf-8', []],
    ['json', '{}', 'application/xml', ['content-type-mismatch headers.0']],
    ['xml', '<a/>', 'application/atom+xml', []],
    ['xml', '<a/>', 'text/xml; charset=utf-8', []],
    ['xml', '<a/>', 'application/json', ['content-type-mismatch headers.0']],
    ['form', 'a=1', 'application/x-www-form-urlencoded; charset=utf-8', []],
    ['form', 'a=1', 'application/json', ['content-type-mismatch headers.0']],
    ['graphql', '{"query":"{ a }"}', 'application/x-www-form-urlencoded', ['content-type-mismatch headers.0']],
    ['text', 'a', 'application/anything', []],
  ] as const)('of %s %s set to %s is judged', (bodyFormat, body, value, expected) => {
    const found = diagnose({ bodyFormat, request: { body, headers: [{ key: 'content-type', value }] } });
    expect(found.map(({ code, field }) => `${code} ${field}`)).toEqual(expected);
  });
});

describe('a body that is not what its format says', () => {
  it('is refused, at the place of the template that made it', () => {
    const [xml] = refusalOf('<a>\n  <b>{{ title }}</b>\n</a>', { title: 'x < y' }, { bodyFormat: 'xml' });
    expect(xml).toMatchObject({ code: 'invalid-xml', line: 2, column: 6, endColumn: 17 });
    const [json] = refusalOf('{"query": {{ q }}}', { q: 'x' }, { bodyFormat: 'graphql' });
    expect(json).toMatchObject({ code: 'invalid-json', line: 1, column: 11, endColumn: 18 });
    const [graphql] = refusalOf('{"variables": {}}', {}, { bodyFormat: 'graphql' });
    expect(graphql).toMatchObject({ code: 'invalid-graphql', line: 1, column: 1 });
  });

  it.each([
    ['[]', 'A GraphQL request is a JSON object'],
    ['{"query": 1}', 'The GraphQL request has no text "query"'],
    ['{"query": " "}', 'The "query" of the GraphQL request is empty'],
    ['{"query": "{a}", "variables": []}', 'The "variables" of the GraphQL request are not an object'],
    ['{"query": "{a}", "operationName": 1}', 'The "operationName" of the GraphQL request is not a text'],
  ])('GraphQL %s', (body, message) => {
    expect(refusalOf(body, {}, { bodyFormat: 'graphql' })[0]?.message).toContain(`${message} (line 1, `);
  });

  it('sends GraphQL, and re-encodes it as Knock would', () => {
    const body = '{ "query": "{ a }", "variables": null }';
    expect(bodyOf(body, {}, { bodyFormat: 'graphql' })).toBe(body);
    expect(bodyOf(body, {}, { bodyFormat: 'graphql', bodyEncoding: 'knock' })).toBe(
      '{"query":"{ a }","variables":null}',
    );
  });

  it('sends a form as it is and says what its reader will take otherwise', () => {
    const body = 'a={{ a }}&b=50%&&c=1=2\n';
    const options = { bodyFormat: 'form' as const, request: { body } };
    expect(bodyOf(body, { a: 'x y' }, { bodyFormat: 'form' })).toBe('a=x y&b=50%&&c=1=2\n');
    const found = diagnose(options, { a: 'x y' });
    expect(found.map(({ code, column, message }) => `${code} ${column} ${message.replace(/ \(.*/, '')}`)).toEqual([
      'invalid-form 3 A blank that is not encoded in the form',
      'invalid-form 15 "%" without two hexadecimal digits in the form',
      'invalid-form 16 A pair without a name in the form',
      'invalid-form 21 A second "=" in one pair in the form',
      'invalid-form 23 The line break at the end belongs to the last value in the form',
    ]);
    expect(diagnose({ ...options, request: { body: 'a={{ a | url_encode }}&b=%E2%82%AC+1' } }, { a: 'x&y é' })).toEqual(
      [],
    );
  });
});

describe('values in XML and forms', () => {
  const shape = shapeOfScopes([{ data: { title: 'a & b', count: 3, done: true } }]);
  const lint = (text: string, encoding: 'xml' | 'form') =>
    templatesWith().lintText({ field: 'body', text, isJson: false, encoding, shape, unknownVariables: 'lenient' });

  it.each([
    ['<a>{{ data.title }}</a>', 'xml', '<a>{{ data.title | escape }}</a>'],
    ['<a b="{{ data.title | upcase }}"/>', 'xml', '<a b="{{ data.title | upcase | escape }}"/>'],
    ['a={{ data.title }}', 'form', 'a={{ data.title | url_encode }}'],
    ['a={{ "x y" }}', 'form', 'a={{ "x y" | url_encode }}'],
  ] as const)('%s in %s is to be encoded', (text, encoding, fixed) => {
    const [found, ...more] = lint(text, encoding);
    expect([found?.code, more.length]).toEqual(['not-encoded', 0]);
    expect(applyFix(text, found?.fixes?.[0]?.edits ?? [])).toBe(fixed);
    expect(lint(fixed, encoding)).toEqual([]);
  });

  it.each([
    ['<a>{{ data.count }}{{ data.done }}{{ "x" }}</a>', 'xml'],
    ['a={{ data.count }}&b={{ data.title | sha256 }}', 'form'],
    ['{% capture a %}{{ data.title }}{% endcapture %}<a>{{ a }}</a>', 'xml'],
  ] as const)('%s needs nothing', (text, encoding) => {
    expect(lint(text, encoding)).toEqual([]);
  });
});
