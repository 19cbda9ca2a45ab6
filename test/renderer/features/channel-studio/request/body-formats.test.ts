import { describe, expect, it } from 'vitest';
import type { Channel, RequestTemplate } from '../../../../../core/contract/index.ts';
import {
  requestForFormat,
  starterBodies,
} from '../../../../../renderer/features/channel-studio/request/body-formats.ts';
import { diagnose } from '../../../../core/template/template-fixture.ts';

const request = (more: Partial<RequestTemplate>): RequestTemplate => ({
  method: 'post',
  url: '',
  headers: [],
  query: [],
  body: '',
  ...more,
});

describe('the headers when the body takes another format', () => {
  it.each([
    ['application/json', 'json', 'xml', 'application/xml'],
    ['application/xml', 'xml', 'form', 'application/x-www-form-urlencoded'],
    ['application/json', 'json', 'graphql', 'application/json'],
    ['application/json', 'json', 'text', 'text/plain; charset=utf-8'],
    ['application/xml', 'xml', 'text', 'text/plain; charset=utf-8'],
    ['text/plain; charset=utf-8', 'text', 'json', 'application/json'],
    ['application/json; charset=utf-8', 'json', 'text', 'application/json; charset=utf-8'],
    ['application/json', 'text', 'xml', 'application/xml'],
    ['text/plain', 'text', 'form', 'application/x-www-form-urlencoded'],
    ['text/csv', 'text', 'form', 'text/csv'],
    ['application/cloudevents+json', 'json', 'xml', 'application/cloudevents+json'],
    ['{{ vars.type }}', 'json', 'xml', '{{ vars.type }}'],
  ] as const)('%s, from %s to %s: %s', (value, from, to, expected) => {
    const other = { key: 'x-a', value: 'application/json' };
    const headers = [{ key: 'Content-Type', value }, other];
    expect(requestForFormat(request({ headers }), from, to).headers).toEqual([
      { key: 'Content-Type', value: expected },
      other,
    ]);
  });
});

describe('the body when it takes another format', () => {
  it('begins anew when nobody has written it, and stays otherwise', () => {
    expect(requestForFormat(request({ body: starterBodies.json }), 'json', 'xml').body).toBe(starterBodies.xml);
    expect(requestForFormat(request({ body: `${starterBodies.json} ` }), 'json', 'xml').body).toBe(
      `${starterBodies.json} `,
    );
  });

  it.each(Object.entries(starterBodies))('has nothing wrong in the format %s, whatever the values', (format, body) => {
    const data = { eventType: 'a & <b> "c" %', payload: { note: '</event> & "=\n' } };
    // The entries of a record by format.
    const bodyFormat = format as Channel['bodyFormat'];
    expect(diagnose({ bodyFormat, request: { body } }, { data, ...data })).toEqual([]);
  });
});
