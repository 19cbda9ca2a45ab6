import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readMarkdown } from '../../../../renderer/features/event-types/markdown.ts';

const text = (value: string) => ({ kind: 'text', text: value });

it('reads what descriptions are written in', () => {
  expect(
    readMarkdown(
      '# Title #\n\nA **bold** and *slanted* `code`\nline, [docs](https://x.test/a).\n- one\n  more\n- __two__\n\n1. first\n```json\n{}\n```\n',
    ),
  ).toEqual([
    { kind: 'heading', content: [text('Title')] },
    {
      kind: 'paragraph',
      content: [
        text('A '),
        { kind: 'strong', text: 'bold' },
        text(' and '),
        { kind: 'emphasis', text: 'slanted' },
        text(' '),
        { kind: 'code', text: 'code' },
        text(' line, '),
        { kind: 'link', text: 'docs', url: 'https://x.test/a' },
        text('.'),
      ],
    },
    { kind: 'list', isOrdered: false, items: [[text('one more')], [{ kind: 'strong', text: 'two' }]] },
    { kind: 'list', isOrdered: true, items: [[text('first')]] },
    { kind: 'code', text: '{}' },
  ]);
});

it('leaves HTML and names with underscores as they are', () => {
  expect(readMarkdown('<b>x</b> snake_case_name 2 * 3 * 4')).toEqual([
    { kind: 'paragraph', content: [text('<b>x</b> snake_case_name 2 * 3 * 4')] },
  ]);
});

it('reads any text, and loses no word of it', () => {
  const word = fc.stringMatching(/^[a-z]{1,6}$/);
  const piece = fc.oneof(word, fc.constantFrom('\n', '\n\n', '- ', '# ', '```\n', '**', '`', '[', '](', ')', '1. '));
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const source = pieces.join(' ');
      const shown = JSON.stringify(readMarkdown(source));
      const outsideOfFences = source.includes('```') ? [] : (source.match(/[a-z]+/g) ?? []);
      for (const found of outsideOfFences) expect(shown).toContain(found);
    }),
  );
});

it('reads a description made to keep a reader busy', () => {
  const heading = `# a${' '.repeat(100_000)}b ##`;
  expect(readMarkdown(heading)).toEqual([{ kind: 'heading', content: [text(`a${' '.repeat(100_000)}b`)] }]);
  for (const part of ['[', '[a](', '`', '*a', '_a ']) expect(readMarkdown(part.repeat(50_000))).toHaveLength(1);
});
