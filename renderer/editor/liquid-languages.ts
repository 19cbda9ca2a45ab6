import type * as monaco from 'monaco-editor/editor/editor.api';

type Monaco = typeof import('monaco-editor/editor/editor.api');

/** `liquid-json`: a JSON payload with Liquid in it. `liquid-text`: any other text with Liquid, URLs and headers too. */
export type EditorLanguage = 'liquid-json' | 'liquid-text' | 'json';

const liquidStates: Record<string, monaco.languages.IMonarchLanguageRule[]> = {
  liquidStart: [
    [/\{%-?\s*comment\s*-?%\}/, 'comment.liquid', '@liquidComment'],
    [/\{%-?\s*raw\s*-?%\}/, 'delimiter.liquid', '@liquidRaw'],
    [/\{%-?\s*#/, 'comment.liquid', '@liquidInlineComment'],
    [/\{\{-?/, 'delimiter.liquid', '@liquidOutput'],
    [/(\{%-?)(\s*)([a-z_]+)/, ['delimiter.liquid', 'white', { token: 'keyword.liquid', next: '@liquidTag' }]],
    [/\{%-?/, 'delimiter.liquid', '@liquidTag'],
  ],
  liquidComment: [
    [/\{%-?\s*endcomment\s*-?%\}/, 'comment.liquid', '@pop'],
    [/[^{]+|\{/, 'comment.liquid'],
  ],
  liquidInlineComment: [
    [/-?%\}/, 'comment.liquid', '@pop'],
    [/[^%-]+|[%-]/, 'comment.liquid'],
  ],
  liquidRaw: [
    [/\{%-?\s*endraw\s*-?%\}/, 'delimiter.liquid', '@pop'],
    [/[^{]+|\{/, 'string'],
  ],
  liquidOutput: [[/-?\}\}/, 'delimiter.liquid', '@pop'], { include: '@liquidExpression' }],
  liquidTag: [[/-?%\}/, 'delimiter.liquid', '@pop'], { include: '@liquidExpression' }],
  liquidExpression: [
    [/\s+/, 'white'],
    [/(\|)(\s*)([a-zA-Z_][\w-]*)/, ['delimiter.liquid', 'white', 'function.liquid']],
    [/"[^"]*"|'[^']*'/, 'string.liquid'],
    [/-?\d+(\.\d+)?/, 'number.liquid'],
    [/\b(and|or|contains|in|reversed|limit|offset|with|for|as)\b/, 'keyword.liquid'],
    [/\b(true|false|nil|null|empty|blank)\b/, 'constant.liquid'],
    [/[a-zA-Z_][\w-]*(?=\s*:)/, 'attribute.liquid'],
    [/[a-zA-Z_][\w-]*/, 'variable.liquid'],
    [/==|!=|<=|>=|<|>|=/, 'operator.liquid'],
    [/[.[\]():,|]/, 'delimiter.liquid'],
    [/./, 'invalid'],
  ],
};

const liquidJson: monaco.languages.IMonarchLanguage = {
  defaultToken: '',
  tokenPostfix: '',
  tokenizer: {
    root: [
      { include: '@liquidStart' },
      // A key: no Liquid inside, and a colon after it.
      [/"(?:[^"\\{]|\\.|\{(?![{%]))*"(?=\s*:)/, 'key.json'],
      [/"/, 'string.json', '@jsonString'],
      [/-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/, 'number.json'],
      [/\b(?:true|false|null)\b/, 'constant.json'],
      [/[{}[\]]/, '@brackets'],
      [/[,:]/, 'delimiter.json'],
      [/\s+/, 'white'],
    ],
    jsonString: [
      { include: '@liquidStart' },
      [/[^"\\{]+/, 'string.json'],
      [/\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/, 'escape.json'],
      [/\\./, 'invalid'],
      [/"/, 'string.json', '@pop'],
      [/\{/, 'string.json'],
    ],
    ...liquidStates,
  },
};

const liquidText: monaco.languages.IMonarchLanguage = {
  defaultToken: 'text',
  tokenPostfix: '',
  tokenizer: { root: [{ include: '@liquidStart' }, [/[^{]+|\{/, 'text']], ...liquidStates },
};

const plainJson: monaco.languages.IMonarchLanguage = {
  defaultToken: '',
  tokenPostfix: '',
  tokenizer: {
    root: [
      [/"(?:[^"\\]|\\.)*"(?=\s*:)/, 'key.json'],
      [/"(?:[^"\\]|\\.)*"/, 'string.json'],
      [/-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/, 'number.json'],
      [/\b(?:true|false|null)\b/, 'constant.json'],
      [/[{}[\]]/, '@brackets'],
      [/[,:]/, 'delimiter.json'],
    ],
  },
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
  folding: {
    markers: {
      start: /\{%-?\s*(?:if|unless|for|case|capture|comment|raw|tablerow)\b/,
      end: /\{%-?\s*end(?:if|unless|for|case|capture|comment|raw|tablerow)\b/,
    },
  },
};

export function registerLiquidLanguages(api: Monaco): void {
  const languages: [EditorLanguage, monaco.languages.IMonarchLanguage][] = [
    ['liquid-json', liquidJson],
    ['liquid-text', liquidText],
    ['json', plainJson],
  ];
  for (const [id, definition] of languages) {
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
