type StandaloneEditor = import('monaco-editor/editor/editor.api').editor.IStandaloneCodeEditor;

/** Characters. The first match reads the whole text: a megabyte of it would hold the window up for a tenth of a second. */
const longestMatchedText = 300_000;

/** Marks the bracket that belongs to the one at the caret, in texts that are not too long for it. */
export function matchBracketsWhereQuick(editor: StandaloneEditor): { dispose(): void } {
  let isMatching: boolean | null = null;
  const decide = (): void => {
    const isQuick = (editor.getModel()?.getValueLength() ?? 0) <= longestMatchedText;
    if (isQuick === isMatching) return;
    isMatching = isQuick;
    editor.updateOptions({ matchBrackets: isQuick ? 'always' : 'never' });
  };
  decide();
  const subscriptions = [editor.onDidChangeModel(decide), editor.onDidChangeModelContent(decide)];
  return {
    dispose() {
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}
