import { describe, expect, it, vi } from 'vitest';
import type { ScopeNode } from '../../../core/contract/index.ts';
import { liquidFilters, liquidTags } from '../../../core/template/index.ts';
import { parametersOf } from '../../../renderer/editor/filter-call.ts';
import { parameterHintsAt } from '../../../renderer/editor/parameter-hints.ts';
import type { TemplateContext } from '../../../renderer/editor/template-context.ts';
import { hoverAt } from '../../../renderer/editor/template-hover.ts';
import { textModelOf } from './text-model-double.ts';

// The suggestions are about text; the editor itself needs a page.
vi.mock('../../../renderer/editor/monaco.ts', () => ({ monaco: {} }));

const leaf = (name: string, type: string, preview: string): ScopeNode => ({ name, type, preview, children: [] });
const context: TemplateContext = {
  scope: [{ name: 'data', type: 'object', preview: null, children: [leaf('id', 'string', 'p-1')] }],
  catalogue: { filters: liquidFilters(), tags: liquidTags() },
  partials: ['item'],
  previewContext: null,
  actions: { openPartial: () => undefined, format: (text) => Promise.resolve(text) },
};

/** What is told of the word at "@". */
function hovered(marked: string): string {
  const at = marked.indexOf('@');
  const model = textModelOf(marked.replace('@', ''));
  const hover = hoverAt(model, model.getPositionAt(at), context);
  return (hover?.contents ?? []).map(({ value }) => value).join('\n');
}

describe('pointing at', () => {
  it.each(liquidFilters())('the filter $name tells its arguments and a worked example', (filter) => {
    const words = hovered(`{{ data.id | @${filter.name}: 1 }}`);
    expect(words).toContain(`\`${filter.signature}\``);
    expect(words).toContain(filter.description);
    // Look-ups need an environment's data; the others show what comes out.
    const isLookUp = ['user', 'object', 'tenant', 'subscriptions'].includes(filter.name);
    if (!isLookUp) expect(filter.example ?? '').toMatch(/→|\{\{/);
    if (filter.example !== null) expect(words).toContain(filter.example);
  });

  it.each(liquidTags().filter(({ name }) => name !== '#'))('the tag $name tells how it is written', (tag) => {
    const words = hovered(`{% @${tag.name} a %}`);
    expect(words).toContain(`\`${tag.signature}\``);
    expect(words).toContain(tag.description);
  });

  it.each([
    ['{{ data.@id }}', ['`data.id` string', '`p-1`', 'the chosen sample']],
    ['{% assign n = data.id | size %}{{ @n }}', ['`n` number', 'data.id | size']],
    ['{% for c in (1..2) %}{{ @c }}{% endfor %}', ['`c` number', 'item of (1..2)']],
    ['{% capture t %}x{% endcapture %}{{ @t }}', ['`t` string', 'captured']],
    ["{% render '@item' %}", ['F12']],
  ])('%s tells type, value and origin', (marked, expected) => {
    for (const words of expected) expect(hovered(marked)).toContain(words);
  });
});

describe('the parameters of a filter', () => {
  it.each(liquidFilters().filter(({ signature }) => parametersOf(signature).length > 0))(
    '$name are shown while they are typed, one after the other',
    ({ name, signature }) => {
      for (const [index, parameter] of parametersOf(signature).entries()) {
        const text = `{{ data.id | ${name}: ${'"a", '.repeat(index)}`;
        const model = textModelOf(text);
        const hints = parameterHintsAt(model, model.getPositionAt(text.length), context)?.value;
        expect(hints?.signatures[0]?.label).toBe(signature);
        expect(hints?.activeParameter).toBe(index);
        expect(hints?.signatures[0]?.parameters[index]).toEqual(parameter);
      }
    },
  );
});
