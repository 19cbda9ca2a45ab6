import { describe, expect, it } from 'vitest';
import { createRenderReuse } from '../../../core/template/index.ts';
import { bodyOf, channel, renderWith, requestWith, templatesWith } from './template-fixture.ts';

describe('the rendered request', () => {
  it.each([
    ['https://a.test/x', 'https://a.test/x?q=a%20%26%20b%2F%C3%A9&z='],
    ['https://a.test/x?y=1', 'https://a.test/x?y=1&q=a%20%26%20b%2F%C3%A9&z='],
    ['https://a.test/x?', 'https://a.test/x?q=a%20%26%20b%2F%C3%A9&z='],
    ['https://a.test/x?y=1#frag?', 'https://a.test/x?y=1&q=a%20%26%20b%2F%C3%A9&z=#frag?'],
    [' {{ base }}/x\n', 'https://a.test/x?q=a%20%26%20b%2F%C3%A9&z='],
  ])('appends the query to %j', (url, expected) => {
    const query = [
      { key: 'q', value: '{{ q }}' },
      { key: ' ', value: 'ignored' },
      { key: 'z', value: '' },
    ];
    expect(requestWith({ request: { url, query } }, { q: 'a & b/é', base: 'https://a.test' }).request.url).toBe(
      expected,
    );
  });

  it('hands on a URL that is none: delivery tells what comes of it', () => {
    expect(requestWith({ request: { url: '{{ recipient.url }}' } }, { recipient: {} }).request.url).toBe('');
  });

  it('adds the JSON content type only where it is missing and a body is sent', () => {
    const headersOf = (options: Parameters<typeof requestWith>[0]) => {
      const result = requestWith(options);
      return [result.request.headers, result.headerOrigins];
    };
    expect(headersOf({ bodyFormat: 'json', request: { body: '{}' } })).toEqual([
      [['content-type', 'application/json']],
      ['default'],
    ]);
    const own = [{ key: 'Content-Type', value: 'application/cloudevents+json' }];
    expect(headersOf({ bodyFormat: 'json', request: { body: '{}', headers: own } })).toEqual([
      [['Content-Type', 'application/cloudevents+json']],
      ['template'],
    ]);
    expect(headersOf({ bodyFormat: 'json', request: { body: ' \n' } })).toEqual([[], []]);
    expect(headersOf({ bodyFormat: 'text', request: { body: 'x' } })).toEqual([[], []]);
  });

  it('sends a body with every method but GET', () => {
    for (const method of ['post', 'put', 'patch', 'delete'] as const) {
      expect(requestWith({ request: { method, body: 'x' } }).request).toMatchObject({
        method: method.toUpperCase(),
        body: new Uint8Array([120]),
      });
    }
    expect(
      requestWith({ bodyFormat: 'json', request: { method: 'get', body: 'not {{ json' } }).request.body,
    ).toHaveLength(0);
  });

  it.each([
    ['x-a', 'one\r\nx-injected: two', 'line break'],
    ['x-a', '日本', 'cannot carry'],
    ['x a', 'fine', 'not a valid header name'],
    ['Transfer-Encoding', 'chunked', 'is for the connection'],
    ['expect', '100-continue', 'is for the connection'],
  ])('refuses the header %j: %j', (key, value, words) => {
    const result = renderWith(
      {
        request: {
          headers: [
            { key: '', value: 'x' },
            { key, value: '{{ value }}' },
          ],
        },
      },
      { value },
    );
    expect(result.ok ? null : result.diagnostics).toEqual([
      expect.objectContaining({ code: 'invalid-header', field: 'headers.1', message: expect.stringContaining(words) }),
    ]);
  });

  it('gives the signing key, an empty one included', () => {
    expect(requestWith({ signingKey: '{{ recipient.key }}' }, { recipient: { key: ' k ' } }).signingKey).toBe(' k ');
    expect(requestWith({ signingKey: '{{ recipient.key }}' }, { recipient: {} }).signingKey).toBe('');
    expect(requestWith({ signingKey: null }).signingKey).toBeNull();
  });
});

describe('byte truth', () => {
  it.each([
    '{"a":1.00,"b":9007199254740993,"c":-0.0,"d":1E400}',
    '{\r\n\t"ä€😀" : [ ] ,\r\n "x":"\\u00e9" }\r\n',
    '{"a":1,"a":2}',
  ])('leaves %j as it is', (body) => {
    expect(bodyOf(body, {}, { bodyFormat: 'json' })).toBe(body);
    expect(bodyOf(`${body}{{ nothing }}`, {}, { bodyFormat: 'json' })).toBe(body);
  });

  it('writes compactly in the Knock encoding, with the spelling of numbers', () => {
    const body = '{\r\n  "a": 1.00, "b": [ 9007199254740993 ],\n "c": " x " }';
    expect(bodyOf(body, {}, { bodyFormat: 'json', bodyEncoding: 'knock' })).toBe(
      '{"a":1.00,"b":[9007199254740993],"c":" x "}',
    );
  });

  it('does not touch the scope', () => {
    const scope = Object.freeze({ n: 5, recipient: Object.freeze({ id: 1 }) });
    expect(bodyOf('{% increment n %}{% increment n %}{% assign recipient = 2 %}{{ recipient }}{{ n }}', scope)).toBe(
      '5627',
    );
    expect(scope).toEqual({ n: 5, recipient: { id: 1 } });
  });

  it('gives bytes with a buffer of their own', () => {
    const { request } = requestWith({ request: { body: 'abc' } });
    expect(request.body.buffer.byteLength).toBe(3);
  });
});

describe('reuse within a run', () => {
  const partials = { plain: '{{ a }}', looks: '{{ a | user }}' };
  const dependence = (body: string) =>
    templatesWith({ partials }).compile(channel({ request: { body } })).dependsOnRecipient.body;

  it.each([
    ['{{ data.x }}{{ event_type }}', false],
    ['static', false],
    ['{{ recipient.id }}', true],
    ['{{ data[recipient.id] }}', true],
    ['{% if current_message.id %}{% endif %}', true],
    ['{{ timestamp | date: "%Y" }}', true],
    ['{{ [name].id }}', true],
    ['{{ data.id | user | json }}', true],
    ['{% render "plain", a: data.x %}', false],
    ['{% render "plain", a: recipient.x %}', true],
    ['{% render "looks", a: data.x %}', true],
    ['{{ data.at | date: "%Y" }}', false],
    ['{{ "now" | date: "%s" }}', true],
  ])('%s depends on the recipient: %s', (body, expected) => {
    expect(dependence(body)).toBe(expected);
  });

  it('renders a shared body once and gives the same bytes', () => {
    let asked = 0;
    const data = {
      get name() {
        asked += 1;
        return 'Apollo';
      },
    };
    const compiled = templatesWith().compile(
      channel({
        bodyFormat: 'json',
        request: { url: 'https://a.test/{{ recipient.id }}', body: '{"n":{{ data.name | json }}}' },
      }),
    );
    const reuse = createRenderReuse();
    const results = ['a', 'b', 'c'].map((id) => compiled.render({ data, recipient: { id } } as never, reuse));
    const requests = results.map((result) => (result.ok ? result.request : null));
    expect(requests.map((request) => request?.url)).toEqual([
      'https://a.test/a',
      'https://a.test/b',
      'https://a.test/c',
    ]);
    expect(requests[1]?.body).toBe(requests[0]?.body);
    expect(requests[2]?.body).toBe(requests[0]?.body);
    expect(requests[1]?.headers).not.toBe(requests[0]?.headers);
    expect(asked).toBe(1);
  });

  it('renders anew for a recipient whose data differ', () => {
    const compiled = templatesWith().compile(channel({ request: { body: '{{ data.x }}' } }));
    const reuse = createRenderReuse();
    const bodies = [1, 2, 1].map((x) => {
      const result = compiled.render({ data: { x, list: [1] } }, reuse);
      return result.ok ? new TextDecoder().decode(result.request.body) : null;
    });
    expect(bodies).toEqual(['1', '2', '1']);
  });
});

describe('partials and caches', () => {
  it('see their named values and nothing else, 5 deep', () => {
    const partials: Record<string, string> = {
      name: '{{ a }}{{ recipient.id }}{% assign leak = 1 %}',
      p1: '1{% render "p2", x: x %}',
      p2: '2{% render "p3", x: x %}',
      p3: '3{% render "p4", x: x %}',
      p4: '4{% render "p5", x: x %}',
      p5: '5{{ x }}',
    };
    expect(bodyOf('{% render "name", a: recipient.id %}|{{ leak }}', { recipient: { id: 7 } }, { partials })).toBe(
      '7|',
    );
    expect(bodyOf('{% render "p1", x: "end" %}', {}, { partials })).toBe('12345end');
    const deeper = { ...partials, p0: '0{% render "p1", x: 1 %}' };
    const result = renderWith({ partials: deeper, request: { body: '{% render "p0" %}' } });
    expect(result.ok ? null : result.diagnostics[0]).toMatchObject({ code: 'limit-exceeded', line: 1, column: 1 });
  });

  it('asks again for a partial after clearCache', () => {
    let text = 'old';
    const templates = templatesWith({
      partials: {
        get p() {
          return text;
        },
      },
    });
    const template = channel({ request: { body: '{% render "p" %}' } });
    const rendered = () => {
      const result = templates.compile(template).render({});
      return result.ok ? new TextDecoder().decode(result.request.body) : null;
    };
    expect(rendered()).toBe('old');
    text = 'new';
    expect(rendered()).toBe('old');
    templates.clearCache();
    expect(rendered()).toBe('new');
  });

  it('compiles equal templates once', () => {
    const templates = templatesWith();
    expect(templates.compile(channel({ request: { body: '{{ a }}' } }))).toBe(
      templates.compile(channel({ request: { body: '{{ a }}' } })),
    );
    expect(templates.compile(channel({ request: { body: '{{ a }} ' } }))).not.toBe(
      templates.compile(channel({ request: { body: '{{ a }}' } })),
    );
  });
});
