import type * as monaco from 'monaco-editor/editor/editor.api';
import { liquidForm } from './form-language.ts';
import { liquidGraphql } from './graphql-language.ts';
import { liquidJson, plainJson } from './json-language.ts';
import { liquidStates } from './liquid-states.ts';
import { liquidXml } from './xml-language.ts';

type Monaco = typeof import('monaco-editor/editor/editor.api');

/** Languages of templates: Liquid in the text of a body format. URLs, headers and query values are `liquid-text`. */
export const liquidLanguages = ['liquid-json', 'liquid-text', 'liquid-xml', 'liquid-form', 'liquid-graphql'] as const;
export type LiquidLanguage = (typeof liquidLanguages)[number];
/** `plaintext` comes with the editor. */
export type EditorLanguage = LiquidLanguage | 'json' | 'plaintext';

const liquidText: monaco.languages.IMonarchLanguage = {
  defaultToken: 'text',
  tokenPostfix: '',
  tokenizer: { root: [{ include: '@liquidStart' }, [/[^{]+|\{/, 'text']], ...liquidStates },
};

const definitions: Record<Exclude<EditorLanguage, 'plaintext'>, monaco.languages.IMonarchLanguage> = {
  'liquid-json': liquidJson,
  'liquid-text': liquidText,
  'liquid-xml': liquidXml,
  'liquid-form': liquidForm,
  'liquid-graphql': liquidGraphql,
  json: plainJson,
};

const liquidConfiguration: monaco.languages.LanguageConfiguration = {
  comments: { blockComment: ['{% comment %}', '{% endcomment %}'] },
  brackets: [
    ['{', '}'],
    ['[', ']'],
    ['(', ')'],
  ],
  autoClosingPairs: [
    { open: '{', close: '}' },
    { open: '[', close: ']' },
    { open: '(', close: ')' },
    { open: '"', close: '"', notIn: ['string'] },
  ],
  surroundingPairs: [
    { open: '{', close: '}' },
    { open: '[', close: ']' },
    { open: '"', close: '"' },
  ],
  wordPattern: /[a-zA-Z_][\w-]*|-?\d+(?:\.\d+)?/,
};

export function registerLiquidLanguages(api: Monaco): void {
  for (const [id, definition] of Object.entries(definitions)) {
    api.languages.register({ id });
    api.languages.setMonarchTokensProvider(id, definition);
    api.languages.setLanguageConfiguration(
      id,
      id === 'json'
        ? { brackets: liquidConfiguration.brackets ?? [], autoClosingPairs: liquidConfiguration.surroundingPairs ?? [] }
        : liquidConfiguration,
    );
  }
}
