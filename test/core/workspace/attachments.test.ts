import { expect, test } from 'vitest';
import { separateAttachments } from '../../../core/workspace/attachments.ts';

test('a document whose texts are all its own is not copied to be written: it may be long', () => {
  const value = { examples: [{ name: 'One', payload: { 'body@': 'kept', list: [1, 2] } }] };
  expect(separateAttachments(value, []).value).toBe(value);
});

test('a text with a file of its own leaves a reference, and the value as it was', () => {
  const value = { request: { body: 'text', method: 'POST' } };
  const attachment = {
    pointer: '/request/body',
    field: ['request', 'body@'],
    reference: 'b.liquid',
    file: 'c/b.liquid',
  };
  const separated = separateAttachments(value, [attachment]);
  expect(separated.value).toEqual({ request: { 'body@': 'b.liquid', method: 'POST' } });
  expect(separated.texts).toEqual(new Map([['c/b.liquid', 'text']]));
  expect(value.request.body).toBe('text');
});
