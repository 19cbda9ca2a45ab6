import { SuggestController } from 'monaco-editor/editor/contrib/suggest/browser/suggestController';
import { monaco } from './monaco.ts';

type StandaloneEditor = import('monaco-editor/editor/editor.api').editor.IStandaloneCodeEditor;
type ContentChange = import('monaco-editor/editor/editor.api').editor.IModelContentChangedEvent;

/**
 * How a list of suggestions behaves. One that a trigger character opened by itself has no entry chosen: Enter breaks the line
 * as if there were no list, Tab takes the first entry, an arrow or the first letter of a word chooses one, which Enter takes.
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

type Change = ContentChange['changes'][number];

/** What was typed alone; null = nothing, or more than that. */
function typedChange({ changes, isUndoing, isRedoing }: ContentChange): Change | null {
  const [change, ...others] = changes;
  return change === undefined || others.length > 0 || isUndoing || isRedoing ? null : change;
}

/** Opens the list with its first entry chosen: where a name has to come, nobody wants to break the line. */
function openNames(editor: StandaloneEditor): void {
  // The caret moves only after the change.
  queueMicrotask(() => SuggestController.get(editor)?.triggerSuggest(undefined, true));
}

/**
 * Opens the list between two quotes that were just typed as a pair, and closes it where a name or value ends. A quote as a
 * trigger would ask again at the closing one, and until the answer came Enter would take from the list of before.
 */
export function followJsonNames(editor: StandaloneEditor, event: ContentChange): void {
  const text = typedChange(event)?.text ?? '';
  if (text === '""') openNames(editor);
  else if (/^[\s{}[\],:"]{1,2}$/.test(text)) SuggestController.get(editor)?.cancelSuggestWidget();
}

/** Opens the list behind a dot, and within a quote that was just opened: names of members, properties and partials. */
export function followLiquidNames(editor: StandaloneEditor, event: ContentChange): void {
  const change = typedChange(event);
  // What a closing quote is typed over is replaced by it.
  if (change !== null && change.rangeLength === 0 && /^(?:\.|"{1,2}|'{1,2})$/.test(change.text)) openNames(editor);
}
