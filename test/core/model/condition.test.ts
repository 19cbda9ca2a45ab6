import { expect, it } from 'vitest';
import { readConditionArgument } from '../../../core/model/index.ts';

it('reads an argument as JSON, as a path with or without braces, else as text', () => {
  expect(readConditionArgument('"a"')).toEqual({ kind: 'value', value: 'a' });
  for (const path of ['data.a', '{{ data.a }}', '{{-data.a-}}', '{{\n data.a\n}}']) {
    expect(readConditionArgument(path)).toEqual({ kind: 'path', path: ['data', 'a'] });
  }
  expect(readConditionArgument('{{ data.a | upcase }}')).toEqual({ kind: 'value', value: '{{ data.a | upcase }}' });
});

it('reads braces with very many blanks', () => {
  const text = `{{${' '.repeat(100_000)}!`;
  expect(readConditionArgument(text)).toEqual({ kind: 'value', value: text });
});
