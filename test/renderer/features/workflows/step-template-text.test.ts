import { expect, test } from 'vitest';
import { stepTemplateText } from '../../../../renderer/features/workflows/step-template-text.ts';

test('a template of rows is read as a request', () => {
  const template = {
    method: 'post',
    url: '{{ recipient.url }}',
    headers: [{ key: 'x-a', value: '1' }],
    query_params: [{ key: 'q', value: '{{ data.q }}' }],
    body: '{"a": 1}\n',
  };
  expect(stepTemplateText(template)).toBe('POST {{ recipient.url }}\n  ? q={{ data.q }}\nx-a: 1\n\n{"a": 1}\n');
});

test('rows that are one text stand as they are, and what is missing leaves no line', () => {
  const template = { method: 'get', url: 'https://a.example', headers: '{"x-b": "{{ data.b }}"}', body: null };
  expect(stepTemplateText(template)).toBe('GET https://a.example\n{"x-b": "{{ data.b }}"}');
});
