import { expect, test } from 'vitest';
import { sourceSpansOf, withoutSecrets } from '../../../../../core/contract/index.ts';
import { exactLayout } from '../../../../../renderer/features/channel-studio/preview/body-layout.ts';
import { textOf } from '../../../../../renderer/features/channel-studio/preview/mapped-request.ts';
import { maskedField } from '../../../../../renderer/features/channel-studio/preview/masked-field.ts';
import { cutIntoBlocks } from '../../../../../renderer/ui/text-blocks.ts';

const secret = 'a-secret-of-some-length';
const mask = (text: string): string => withoutSecrets(text, [secret]);
const place = { line: 1, column: 1, endLine: 1, endColumn: 2 };

/** One line of text around values, longer than a block. */
function fieldOf(texts: readonly string[]) {
  let outputEnd = 0;
  const spans = texts.map((text, index) => {
    const outputBegin = outputEnd;
    outputEnd += text.length;
    const kind = index % 2 === 0 ? 'text' : 'value';
    return {
      outputBegin,
      outputEnd,
      kind,
      path: kind === 'text' ? null : `data.v${index}`,
      place,
      partial: null,
    } as const;
  });
  return { field: 'body', output: texts.join(''), spans: sourceSpansOf(spans) };
}

test('wherever a block ends, nothing of a secret is drawn', () => {
  for (let before = 2020; before <= 2060; before += 1) {
    const field = maskedField(fieldOf(['.'.repeat(before), secret, '.'.repeat(4000), secret, '.']), mask);
    const layout = exactLayout(field.output, field);
    const drawn = cutIntoBlocks(layout.text, 80).map((block) => textOf(layout.partsIn(block).parts));
    expect(drawn.join('')).toBe(`${'.'.repeat(before)}${mask(secret)}${'.'.repeat(4000)}${mask(secret)}.`);
    expect(drawn.join('|')).not.toMatch(/[a-z]/);
  }
});

test('a value keeps its span, and a field without secrets stays the same', () => {
  const masked = maskedField(fieldOf(['<', secret, '> <', 'other', '>']), mask);
  expect(masked.output).toBe('<••••••••> <other>');
  expect(masked.spans.ends).toEqual([1, 9, 12, 17, 18]);
  const plain = fieldOf(['<', 'other', '>']);
  expect(maskedField(plain, mask)).toBe(plain);
});
