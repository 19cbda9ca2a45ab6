import * as monaco from 'monaco-editor/editor/editor.api';
import EditorWorker from 'monaco-editor/editor/editor.worker?worker';

/** Monaco with a tokenizer for JSON and nothing around it; what stands in it is mirrored, and one text in it is marked. */
globalThis.MonacoEnvironment = { getWorker: () => new EditorWorker() };
monaco.languages.register({ id: 'bare-json' });
monaco.languages.setMonarchTokensProvider('bare-json', {
  tokenizer: {
    root: [
      [/"[^"]*"/, 'string'],
      [/-?\d[\d.]*/, 'number'],
      [/[{}[\],:]/, 'delimiter'],
    ],
  },
});
const mirror = document.getElementById('mirror');
const host = document.getElementById('editor');
const model = monaco.editor.createModel(globalThis.bareText, 'bare-json');
monaco.editor.create(host, { model, minimap: { enabled: false }, automaticLayout: true });
model.onDidChangeContent(() => {
  const text = model.getValue();
  if (mirror !== null) mirror.textContent = text.slice(0, 5000);
  const at = text.slice(0, 5000).indexOf('jsonx');
  const place = model.getPositionAt(Math.max(0, at));
  const marker = {
    severity: monaco.MarkerSeverity.Error,
    message: 'marked',
    startLineNumber: place.lineNumber,
    startColumn: place.column,
    endLineNumber: place.lineNumber,
    endColumn: place.column + 5,
  };
  monaco.editor.setModelMarkers(model, 'bare', at < 0 ? [] : [marker]);
});
