import { expect, it } from 'vitest';
import { withPartialRenamed } from '../../../core/model/index.ts';

const value = {
  headers: [{ key: 'x', value: "{%- render 'item' -%}" }],
  body: '{\n  {% render "item", a: 1 %}, {% render "items" %}\n{% liquid\n  render "item"\n%}}',
};

it('gives the new key to every text that renders the partial, and touches nothing else', () => {
  const renamed = withPartialRenamed(value, 'item', 'row');
  expect(renamed.body).toBe('{\n  {% render "row", a: 1 %}, {% render "items" %}\n{% liquid\n  render "row"\n%}}');
  expect(renamed.headers).toEqual([{ key: 'x', value: "{%- render 'row' -%}" }]);
  expect(withPartialRenamed(renamed, 'row', 'item')).toEqual(value);
  expect(withPartialRenamed(value, 'nobody', 'row')).toBe(value);
});

it('reads very many empty lines', () => {
  const text = '\n'.repeat(300_000);
  expect(withPartialRenamed(text, 'item', 'row')).toBe(text);
  expect(withPartialRenamed(`${text}  render 'item'`, 'item', 'row')).toBe(`${text}  render 'row'`);
});
