// Parts of Monaco that ship without types.
declare module 'monaco-editor/editor/contrib/suggest/browser/suggestController' {
  import type { editor } from 'monaco-editor/editor/editor.api';

  export const SuggestController: {
    /** Null before the editor has begun to be used. */
    get(of: editor.ICodeEditor): {
      triggerSuggest(onlyFrom: undefined, isAuto: boolean): void;
      cancelSuggestWidget(): void;
    } | null;
  };
}
