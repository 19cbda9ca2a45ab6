import type * as monaco from 'monaco-editor/editor/editor.api';
import { liquidStates } from './liquid-states.ts';

/** `name=value&name=value`, percent-encoded, with Liquid in both. */
export const liquidForm: monaco.languages.IMonarchLanguage = {
  defaultToken: 'text',
  tokenPostfix: '',
  tokenizer: {
    root: [
      { include: '@liquidStart' },
      [/=/, 'delimiter.form', '@formValue'],
      [/&/, 'delimiter.form'],
      { include: '@formText' },
      [/[^=&%+{]+|\{/, 'key.form'],
    ],
    formValue: [
      { include: '@liquidStart' },
      [/&/, 'delimiter.form', '@pop'],
      { include: '@formText' },
      [/[^&%+{]+|\{/, 'value.form'],
    ],
    formText: [
      [/%[0-9A-Fa-f]{2}|\+/, 'escape.form'],
      [/%/, 'invalid'],
    ],
    ...liquidStates,
  },
};
