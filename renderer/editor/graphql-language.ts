import type * as monaco from 'monaco-editor/editor/editor.api';
import { jsonStringRules, jsonValueRules } from './json-language.ts';
import { liquidStates } from './liquid-states.ts';

/** A GraphQL request: JSON whose "query" holds GraphQL, and GraphQL captured over many lines to be printed there. */
export const liquidGraphql: monaco.languages.IMonarchLanguage = {
  defaultToken: '',
  tokenPostfix: '',
  tokenizer: {
    root: [
      [/\{%-?\s*capture\b[^%]*%\}/, 'keyword.liquid', '@graphqlDocument'],
      { include: '@liquidStart' },
      [/("query")(\s*:\s*)(")/, ['key.json', 'delimiter.json', { token: 'string.json', next: '@graphqlString' }]],
      ...jsonValueRules,
    ],
    jsonString: [{ include: '@liquidStart' }, ...jsonStringRules],
    graphqlString: [
      { include: '@liquidStart' },
      [/"/, 'string.json', '@pop'],
      [/\\"(?:[^"\\{]|\\[^"])*\\"/, 'value.graphql'],
      [/\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/, 'escape.json'],
      { include: '@graphqlWords' },
    ],
    graphqlDocument: [
      [/\{%-?\s*endcapture\s*-?%\}/, 'keyword.liquid', '@pop'],
      { include: '@liquidStart' },
      [/"""/, 'value.graphql', '@graphqlBlock'],
      [/"(?:[^"\\\n]|\\.)*"/, 'value.graphql'],
      { include: '@graphqlWords' },
    ],
    graphqlBlock: [{ include: '@liquidStart' }, [/"""/, 'value.graphql', '@pop'], [/[^"{]+|["{]/, 'value.graphql']],
    graphqlWords: [
      [/#[^\n"\\]*/, 'comment.graphql'],
      [/\b(?:query|mutation|subscription|fragment|on|true|false|null)\b/, 'keyword.graphql'],
      [/\$[A-Za-z_]\w*/, 'parameter.graphql'],
      [/@[A-Za-z_]\w*/, 'attribute.graphql'],
      [/[A-Za-z_]\w*(?=\s*[:(])/, 'key.graphql'],
      [/[A-Za-z_]\w*/, 'text'],
      [/-?\d+(?:\.\d+)?/, 'number.graphql'],
      [/[{}[\]()]/, '@brackets'],
      [/\s+/, 'white'],
      [/./, 'delimiter.graphql'],
    ],
    ...liquidStates,
  },
};
