import { expect, it } from 'vitest';
import {
  type Channel,
  channelOfStep,
  parseStepKey,
  requestOfStep,
  stepKey,
  stepTemplateWith,
} from '../../../core/model/index.ts';

const request: Channel['request'] = {
  method: 'put',
  url: '{{ recipient.url }}',
  headers: [{ key: 'x-a', value: '{{ data.a }}' }],
  query: [],
  body: '{"a": {{ data.a | json }}}',
};

it('names a step by its workflow and its ref, whatever the ref holds', () => {
  expect(parseStepKey(stepKey('events', 'a/b'))).toEqual({ workflow: 'events', ref: 'a/b' });
  expect(parseStepKey('customer-webhook')).toBeNull();
});

it('reads what Knock spells in other ways', () => {
  expect(requestOfStep({ method: 'PUT', url: 'u', headers: '{"x-a": "{{ data.a }}", "n": 1}', body: null })).toEqual({
    ok: true,
    request: {
      method: 'put',
      url: 'u',
      headers: [
        { key: 'x-a', value: '{{ data.a }}' },
        { key: 'n', value: '1' },
      ],
      query: [],
      body: '',
    },
  });
  const unreadable = [
    { template: { method: 'TRACE', url: '' }, message: 'unknown method "TRACE"' },
    { template: { method: 'get', url: '', headers: '{% if a %}{}{% endif %}' }, message: 'headers' },
    { template: { method: 'get', url: '', query_params: '[]' }, message: 'query parameters' },
  ];
  for (const { template, message } of unreadable) {
    expect(requestOfStep(template)).toMatchObject({ ok: false, message: expect.stringContaining(message) });
  }
});

it('writes what is read back, and keeps the spelling of what stayed the same', () => {
  const written = stepTemplateWith(null, request);
  expect(written).toEqual({
    method: 'put',
    url: '{{ recipient.url }}',
    headers: [{ key: 'x-a', value: '{{ data.a }}' }],
    query_params: [],
    body: '{"a": {{ data.a | json }}}',
  });
  expect(requestOfStep(written)).toEqual({ ok: true, request });

  const before = {
    method: 'PUT',
    url: '',
    headers: '{"x-a": "{{ data.a }}"}',
    query_params: null,
    body: null,
    later: 1,
  };
  expect(stepTemplateWith(before, { ...request, body: '' })).toEqual({ ...before, url: '{{ recipient.url }}' });
  const changed = stepTemplateWith(before, { ...request, headers: [], query: [{ key: 'q', value: '1' }] });
  expect(changed).toEqual({
    method: 'PUT',
    url: '{{ recipient.url }}',
    headers: [],
    query_params: [{ key: 'q', value: '1' }],
    body: '{"a": {{ data.a | json }}}',
    later: 1,
  });
});

it('shows a step as its channel with another request, and as none where it has none that can be read', () => {
  const channel = { name: 'Hook', request, bodyFormat: 'json' } as unknown as Channel;
  const own = { method: 'post', url: 'https://a.example' };
  expect(channelOfStep(channel, { template: own })).toEqual({
    ...channel,
    request: { method: 'post', url: 'https://a.example', headers: [], query: [], body: '' },
  });
  expect(channelOfStep(channel, { template: null })).toBeNull();
  expect(channelOfStep(channel, {})).toBeNull();
  expect(channelOfStep(channel, { template: { ...own, headers: 'no' } })).toBeNull();
});
