import type * as monaco from 'monaco-editor/editor/editor.api';

/** Rules for Liquid in any text; a language begins each of its own states with `liquidStart`. */
export const liquidStates: Record<string, monaco.languages.IMonarchLanguageRule[]> = {
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
