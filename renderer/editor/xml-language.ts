import type * as monaco from 'monaco-editor/editor/editor.api';
import { liquidStates } from './liquid-states.ts';

const reference: monaco.languages.IMonarchLanguageRule = [/&(?:#\d+|#x[\da-fA-F]+|[A-Za-z]\w*);/, 'escape.xml'];

/** XML with Liquid in its text, tags and attributes. */
export const liquidXml: monaco.languages.IMonarchLanguage = {
  defaultToken: 'text',
  tokenPostfix: '',
  tokenizer: {
    root: [
      { include: '@liquidStart' },
      [/<!--/, 'comment.xml', '@xmlComment'],
      [/<!\[CDATA\[/, 'delimiter.xml', '@xmlCdata'],
      [/<\?[\w:.-]+/, 'keyword.xml', '@xmlInstruction'],
      [/(<\/?)([\w:.-]+)/, ['delimiter.xml', { token: 'tag.xml', next: '@xmlTag' }]],
      [/<\/?(?=\{[{%])/, 'delimiter.xml', '@xmlTag'],
      reference,
      [/[&<]/, 'invalid'],
      [/[^<&{]+|\{/, 'text'],
    ],
    xmlTag: [
      { include: '@liquidStart' },
      [/\/?>/, 'delimiter.xml', '@pop'],
      [/[\w:.-]+(?=\s*=)/, 'attribute.xml'],
      [/"/, 'string.xml', '@xmlDoubleQuoted'],
      [/'/, 'string.xml', '@xmlSingleQuoted'],
      [/=/, 'delimiter.xml'],
      [/\s+/, 'white'],
      [/[\w:.-]+/, 'tag.xml'],
      [/./, 'invalid'],
    ],
    xmlDoubleQuoted: [
      { include: '@liquidStart' },
      reference,
      [/"/, 'string.xml', '@pop'],
      [/[^"&{]+|[&{]/, 'string.xml'],
    ],
    xmlSingleQuoted: [
      { include: '@liquidStart' },
      reference,
      [/'/, 'string.xml', '@pop'],
      [/[^'&{]+|[&{]/, 'string.xml'],
    ],
    xmlComment: [{ include: '@liquidStart' }, [/-->/, 'comment.xml', '@pop'], [/[^{-]+|[{-]/, 'comment.xml']],
    xmlCdata: [{ include: '@liquidStart' }, [/\]\]>/, 'delimiter.xml', '@pop'], [/[^{\]]+|[{\]]/, 'string.xml']],
    xmlInstruction: [
      { include: '@liquidStart' },
      [/\?>/, 'keyword.xml', '@pop'],
      [/[\w:.-]+(?=\s*=)/, 'attribute.xml'],
      [/"[^"{]*"|'[^'{]*'/, 'string.xml'],
      [/./, 'text'],
    ],
    ...liquidStates,
  },
};
