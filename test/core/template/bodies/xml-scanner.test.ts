import { describe, expect, it } from 'vitest';
import { scanXml } from '../../../../core/template/bodies/xml-scanner.ts';

describe('well-formed XML', () => {
  it.each([
    '<a/>',
    '\ufeff<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<!-- note -->\n<a></a>\n<?go on?>\n',
    '<a b = "1" c=\'"\'><b:x xmlns:b="u">&amp;&#65;&#x1F600;</b:x ><![CDATA[ <&> ]]>text</a>',
    '<größe 日="1">é</größe>',
    '<a b="x > y">]] ></a>',
  ])('%s', (text) => {
    expect(scanXml(text)).toBeNull();
  });
});

describe('what is not well-formed is told at its place', () => {
  it.each([
    ['', 0, 'There is no element'],
    ['  x', 2, 'Text outside of the root element'],
    ['<a>', 0, '<a> is never closed'],
    ['<a><b></a></b>', 6, '</a> stands where </b> is due'],
    ['</a>', 0, '</a> closes nothing'],
    ['<a/><b/>', 4, 'A second root element'],
    ['<a>1 < 2</a>', 5, '"<" begins no tag; write &lt;'],
    ['<a>R&D</a>', 4, '"&" begins no reference that XML knows; write &amp;'],
    ['<a>&nbsp;</a>', 3, '"&" begins no reference that XML knows; write &amp;'],
    ['<a>&#0;</a>', 3, '&#0; names a character that XML does not allow'],
    ['<a>\u0001</a>', 3, 'A character that XML does not allow'],
    ['<a b=1/>', 3, 'The attribute "b" has no value in quotes'],
    ['<a b="1" b="2"/>', 9, 'The attribute "b" stands here twice'],
    ['<a b="1"c="2"/>', 8, 'A blank is missing between attributes'],
    ['<a b="<"/>', 6, '"<" must not stand in an attribute; write &lt;'],
    ['<a b="&x"/>', 6, '"&" begins no reference that XML knows; write &amp;'],
    ['<a><!-- x -- y --></a>', 10, '"--" must not stand in a comment'],
    ['<a><!-- x', 3, 'The comment is never closed'],
    ['<a><![CDATA[x</a>', 3, 'The CDATA section is never closed'],
    ['<a>]]></a>', 3, '"]]>" must not stand in text'],
    ['<!DOCTYPE a><a/>', 0, 'Document types are not supported'],
    ['<a/><?xml version="1.0"?>', 4, 'The XML declaration stands at the very beginning only'],
    ['<?xml encoding="UTF-8"?><a/>', 0, 'The XML declaration is not written as <?xml version="1.0"?>'],
    ['<a', 0, '<a is never closed'],
    ['<a></a', 3, '</a is not closed with ">"'],
  ])('%s', (text, offset, message) => {
    expect(scanXml(text)).toEqual({ offset, message });
  });

  it('reads a million characters of any depth in time that grows with their number', () => {
    const deep = `${'<a>'.repeat(200_000)}${'</a>'.repeat(200_000)}`;
    expect(scanXml(deep)).toBeNull();
    expect(scanXml(`<a>${'text '.repeat(200_000)}&amp;</a>`)).toBeNull();
    expect(scanXml(`<a ${'b '.repeat(400_000)}`)).not.toBeNull();
  });
});
