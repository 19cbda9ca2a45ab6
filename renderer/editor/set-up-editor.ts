import EditorWorker from 'monaco-editor/editor/editor.worker?worker';
import { defineEditorThemes } from './editor-themes.ts';
import { followPageTheme } from './follow-theme.ts';
import { registerLiquidLanguages } from './liquid-languages.ts';
import { monaco } from './monaco.ts';
import { bindTabOfSuggestions } from './suggestion-list.ts';
import { registerTemplateAssistance } from './template-assistance.ts';

/** Done once, when the first editor is about to be shown: its worker, themes, languages and what helps with templates. */

declare global {
  interface Window {
    MonacoEnvironment?: import('monaco-editor/editor/editor.api').Environment;
  }
}

// The worker is a file of our own origin: a strict policy allows neither blob: nor a foreign host.
window.MonacoEnvironment = { getWorker: () => new EditorWorker() };

defineEditorThemes(monaco);
followPageTheme(monaco);
registerLiquidLanguages(monaco);
registerTemplateAssistance(monaco);
bindTabOfSuggestions();
