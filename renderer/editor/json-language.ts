import type * as monaco from 'monaco-editor/editor/editor.api';
import { liquidStates } from './liquid-states.ts';

type Rules = monaco.languages.IMonarchLanguageRule[];

/** JSON outside of strings, with Liquid begun elsewhere; a string goes on in the state `jsonString`. */
export const jsonValueRules: Rules = [
  // A key: no Liquid inside, and a colon after it.
  [/"(?:[^"\\{]|\\.|\{(?![{%]))*"(?=\s*:)/, 'key.json'],
  [/"/, 'string.json', '@jsonString'],
  [/-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/, 'number.json'],
  [/\b(?:true|false|null)\b/, 'constant.json'],
  [/[{}[\]]/, '@brackets'],
  [/[,:]/, 'delimiter.json'],
  [/\s+/, 'white'],
];

export const jsonStringRules: Rules = [
  [/[^"\\{]+/, 'string.json'],
  [/\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/, 'escape.json'],
  [/\\./, 'invalid'],
  [/"/, 'string.json', '@pop'],
  [/\{/, 'string.json'],
];

export const liquidJson: monaco.languages.IMonarchLanguage = {
  defaultToken: '',
  tokenPostfix: '',
  tokenizer: {
    root: [{ include: '@liquidStart' }, ...jsonValueRules],
    jsonString: [{ include: '@liquidStart' }, ...jsonStringRules],
    ...liquidStates,
  },
};

export const plainJson: monaco.languages.IMonarchLanguage = {
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
