import { SuggestController } from 'monaco-editor/editor/contrib/suggest/browser/suggestController';
import { monaco } from './monaco.ts';

type StandaloneEditor = import('monaco-editor/editor/editor.api').editor.IStandaloneCodeEditor;
type ContentChange = import('monaco-editor/editor/editor.api').editor.IModelContentChangedEvent;

/**
 * How a list of suggestions behaves. One that a character opened by itself has no entry chosen: Enter breaks the line as if
 * there were no list, Tab takes the first entry, an arrow or the first letter of a word chooses one, which Enter takes.
 */
export const suggestionOptions = {
  suggest: { showWords: false, preview: false, selectionMode: 'whenQuickSuggestion' },
  wordBasedSuggestions: 'off',
} as const;

/** Without it Tab would indent below a list that has no entry chosen. */
export function bindTabOfSuggestions(): void {
  monaco.editor.addKeybindingRule({
    keybinding: monaco.KeyCode.Tab,
    command: 'focusAndAcceptSuggestion',
    when: 'textInputFocus && suggestWidgetVisible && !suggestWidgetHasFocusedSuggestion',
  });
}

/**
 * Opens the list between two quotes that were just typed as a pair, and closes it where a name or value ends. A quote as a
 * trigger would ask again at the closing one, and until the answer came Enter would take from the list of before.
 */
export function followJsonNames(editor: StandaloneEditor, { changes, isUndoing, isRedoing }: ContentChange): void {
  const [change, ...others] = changes;
  if (change === undefined || others.length > 0 || isUndoing || isRedoing) return;
  const { text } = change;
  if (text === '""') queueMicrotask(() => editor.trigger('keyboard', 'editor.action.triggerSuggest', { auto: true }));
  else if (/^[\s{}[\],:"]{1,2}$/.test(text)) SuggestController.get(editor)?.cancelSuggestWidget();
}
