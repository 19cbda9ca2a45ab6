import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prettyPrintTokens } from '../../../renderer/ui/json-tokens.ts';
import { layOutXml, prettyPrintXml, readXmlTokens } from '../../../renderer/ui/xml-tokens.ts';

describe('XML laid out in lines', () => {
  it('indents elements and leaves alone what holds text', () => {
    const body =
      '<?xml version="1.0"?><event type="a &gt; b"><!-- note --><task id=\'1\'><title>Send  it</title><empty/><none></none> <p>a <b>bold</b> c</p></task>\n<raw><![CDATA[ x < y ]]></raw></event>\n';
    expect(prettyPrintXml(body)).toBe(
      [
        '<?xml version="1.0"?>',
        '<event type="a &gt; b">',
        '  <!-- note -->',
        "  <task id='1'>",
        '    <title>Send  it</title>',
        '    <empty/>',
        '    <none></none>',
        '    <p>a <b>bold</b> c</p>',
        '  </task>',
        '  <raw><![CDATA[ x < y ]]></raw>',
        '</event>',
      ].join('\n'),
    );
  });

  it('keeps blanks that are all an element holds, or that it says to keep', () => {
    expect(prettyPrintXml('<a><b> </b><c xml:space="preserve"> <d/> </c></a>')).toBe(
      '<a>\n  <b> </b>\n  <c xml:space="preserve"> <d/> </c>\n</a>',
    );
  });

  it.each([
    '<a><b></a></b>',
    '<a>',
    '</a>',
    'text <a/>',
    '<a/><b/>',
    '<p>one<br>two</p>',
    '<!-- only a comment -->',
    '<a',
  ])('shows %j as it is', (text) => {
    expect(layOutXml(text)).toBeNull();
    expect(prettyPrintXml(text)).toBe(text);
  });

  it('changes nothing but blanks between elements', () => {
    const name = fc.constantFrom('a', 'b:c', 'ünï', 'x-1');
    const { element } = fc.letrec<{ element: string }>((tie) => ({
      element: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        name.map((tag) => `<${tag}/>`),
        fc
          .tuple(
            name,
            fc.constantFrom('', ' at="1 > 2"', " q='\"'"),
            fc.array(fc.oneof(tie('element'), fc.constantFrom('t', ' ', '\n ', '&amp;', '<![CDATA[<]]>', '<!--c-->'))),
          )
          .map(([tag, attributes, inside]) => `<${tag}${attributes}>${inside.join('')}</${tag}>`),
      ),
    }));
    fc.assert(
      fc.property(element, (text) => {
        const tokens = layOutXml(text);
        expect(tokens?.map((token) => token.text).join('')).toBe(text);
        const pretty = prettyPrintXml(text);
        expect(pretty.replace(/\s+/g, '')).toBe(text.replace(/\s+/g, ''));
        expect(prettyPrintXml(pretty)).toBe(pretty);
      }),
    );
  });
});

it('colours names, attributes and values, and loses nothing of a broken text', () => {
  expect(readXmlTokens('<a x="1">t</a>')).toEqual([
    { kind: 'key', text: '<a' },
    { kind: 'space', text: ' ' },
    { kind: 'keyword', text: 'x' },
    { kind: 'punctuation', text: '=' },
    { kind: 'string', text: '"1"' },
    { kind: 'key', text: '>' },
    { kind: 'other', text: 't' },
    { kind: 'key', text: '</a' },
    { kind: 'key', text: '>' },
  ]);
  fc.assert(
    fc.property(fc.array(fc.constantFrom('<', '>', '/', 'a', '"', "'", '=', ' ', '!', '-', '[', ']', '?')), (parts) => {
      const text = parts.join('');
      expect(
        readXmlTokens(text)
          .map((token) => token.text)
          .join(''),
      ).toBe(text);
    }),
  );
});

it('very deep texts are laid out without an indent that grows for ever', () => {
  const depth = 20_000;
  const xml = `${'<a>'.repeat(depth)}${'</a>'.repeat(depth)}`;
  expect(prettyPrintXml(xml).length).toBeLessThan(depth * 300);
  expect(prettyPrintTokens(`${'['.repeat(depth)}1${']'.repeat(depth)}`).length).toBeLessThan(depth * 300);
});
