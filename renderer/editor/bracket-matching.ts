type StandaloneEditor = import('monaco-editor/editor/editor.api').editor.IStandaloneCodeEditor;

/** Characters. The first match reads the whole text: a megabyte of it would hold the window up for a tenth of a second. */
const longestMatchedText = 300_000;

/**
 * Marks the bracket that belongs to the one at the caret, in texts that are not too long for it. The pair that a caret stands
 * anywhere within is not marked: that would take a frame of its own 50 ms after every key, for which the next key has to wait.
 */
export function matchBracketsWhereQuick(editor: StandaloneEditor): { dispose(): void } {
  let isMatching: boolean | null = null;
  const decide = (): void => {
    const isQuick = (editor.getModel()?.getValueLength() ?? 0) <= longestMatchedText;
    if (isQuick === isMatching) return;
    isMatching = isQuick;
    editor.updateOptions({ matchBrackets: isQuick ? 'near' : 'never' });
  };
  decide();
  const subscriptions = [editor.onDidChangeModel(decide), editor.onDidChangeModelContent(decide)];
  return {
    dispose() {
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}
