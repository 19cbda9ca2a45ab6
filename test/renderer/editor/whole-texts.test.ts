import { expect, it, vi } from 'vitest';
import { liquidFilters, liquidTags } from '../../../core/template/index.ts';
import { suggestionsAt } from '../../../renderer/editor/template-completion.ts';
import { headerValues } from '../../../renderer/features/channel-studio/request/known-headers.ts';
import { monacoNames, textModelOf } from './text-model-double.ts';

vi.mock('../../../renderer/editor/monaco.ts', () => ({ monaco: {} }));

const context = {
  scope: [
    {
      name: 'recipient',
      type: 'object',
      preview: null,
      children: [{ name: 'token', type: 'string', preview: null, children: [] }],
    },
  ],
  catalogue: { filters: liquidFilters(), tags: liquidTags() },
  partials: [],
  previewContext: null,
  actions: { openPartial: () => undefined, format: (text: string) => Promise.resolve(text) },
};

/** What is offered at "@" in the value of a header. */
function offered(marked: string, header: string) {
  const at = marked.indexOf('@');
  const model = textModelOf(marked.replace('@', ''));
  return suggestionsAt(monacoNames, model, model.getPositionAt(at), { ...context, wholeTexts: headerValues(header) });
}

it('offers the usual values of a header, in place of what was begun', () => {
  const [first] = offered('application/j@', 'Content-Type');
  expect(first).toMatchObject({ insertText: 'application/json', range: { startColumn: 1, endColumn: 14 } });
  // A recipient without credentials is offered none.
  expect(offered('@', 'authorization').map(({ insertText }) => insertText)).toEqual(['Bearer {{ recipient.token }}']);
});

it('offers none where they would not fit', () => {
  expect(offered('appl@ication/json', 'Content-Type')).toEqual([]);
  expect(offered('@', 'x-own')).toEqual([]);
  expect(offered('Bearer {{ @', 'authorization').map(({ insertText }) => insertText)).toEqual(['recipient']);
});
