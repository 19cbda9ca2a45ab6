import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sourceMapOf } from '../../../../../core/commands/studio/source-map.ts';
import { channelTemplate } from '../../../../../core/commands/studio/template-commands.ts';
import type { Channel } from '../../../../../core/contract/index.ts';
import { createTemplates } from '../../../../../core/template/index.ts';
import { carriedMap } from '../../../../../renderer/features/channel-studio/preview/carried-map.ts';

const templates = createTemplates({ partials: () => undefined, nowMs: () => 0 });
const noPartials = { workspace: { get: () => undefined } } as never;
const scope = { name: 'Ada', none: '', lines: 'one\ntwo', grown: 'Ada Lovelace' };

function channelWith(body: string): Channel {
  return {
    request: { method: 'POST', url: 'https://a.example', headers: [], query: [], body },
    bodyFormat: 'text',
    bodyEncoding: 'as-rendered',
    unknownVariables: 'lenient',
    signing: null,
  } as unknown as Channel;
}

/** The channel, what it renders to, and its own map. */
function rendered(body: string) {
  const channel = channelWith(body);
  const inspection = templates.inspect(templates.compile(channelTemplate(channel)), scope as never);
  if (!inspection.result.ok) throw new Error(JSON.stringify(inspection.result.diagnostics));
  const text = new TextDecoder().decode(inspection.result.request.body);
  return { channel, text, sourceMap: sourceMapOf(noPartials, channel, inspection.fields()) };
}

function carried(before: string, after: string) {
  const [old, own] = [rendered(before), rendered(after)];
  return { carried: carriedMap(old, own.channel, own.text), own: own.sourceMap };
}

const pieces = [
  '{"a": 1',
  '{{ name }}',
  'x\ny\n',
  '{{ lines }}',
  ', ',
  '{{ none }}',
  '{% if name %}yes{% endif %}',
  '}',
];

describe('a map that is carried over to an edited body', () => {
  it('is the one the body gets, when letters or lines came into the text of the template', () => {
    const edited = fc.record({
      before: fc.array(fc.constantFrom(...pieces), { maxLength: 6 }),
      after: fc.array(fc.constantFrom(...pieces), { maxLength: 6 }),
      typed: fc.stringMatching(/^[a-c\n]{0,5}$/),
      taken: fc.stringMatching(/^[d-f\n]{0,5}$/),
    });
    fc.assert(
      fc.property(edited, ({ before, after, typed, taken }) => {
        // Between letters that nothing else has, so that the edit is the same in the template and in what it renders to.
        const [from, to] = [taken, typed].map((text) => `${before.join('')}<${text}>${after.join('')}`);
        const found = carried(from ?? '', to ?? '');
        expect(found.carried).toEqual(found.own);
      }),
    );
  });

  it('follows an expression that prints something else', () => {
    const found = carried('a\n"{{ name }}", {{ lines }}\nb', 'a\n"{{ grown }}", {{ lines }}\nb');
    expect(found.carried.map(({ output, spans }) => [output, spans.ends, spans.places])).toEqual(
      found.own.map(({ output, spans }) => [output, spans.ends, spans.places]),
    );
  });

  it('covers the whole body, in order, whatever else was changed', () => {
    const anyBody = fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(anyBody, anyBody, (before, after) => {
        const { text, channel } = rendered(after);
        const body = carriedMap(rendered(before), channel, text).find(({ field }) => field === 'body');
        if (body === undefined) throw new Error('no map of the body');
        const { ends } = body.spans;
        expect(body.output).toBe(text);
        expect(ends).toEqual([...ends].sort((a, b) => a - b));
        if (ends.length > 0 && rendered(before).text !== '') expect(ends.at(-1)).toBe(text.length);
      }),
    );
  });
});
