import type * as monaco from 'monaco-editor/editor/editor.api';
import type { TemplateEdit } from '../../core/contract/index.ts';
import { addToSchemaAction } from './add-to-schema.ts';
import { diagnosticsOf } from './diagnostic-markers.ts';

/** The engine's fixes for the findings at a place; the first of each finding is the one to prefer. */
export function quickFixesAt(
  model: monaco.editor.ITextModel,
  range: monaco.IRange,
  markers: readonly monaco.editor.IMarkerData[],
): monaco.languages.CodeAction[] {
  const version = model.getVersionId();
  return diagnosticsOf(model.uri.toString()).flatMap((diagnostic) => {
    if (diagnostic.endLine < range.startLineNumber || diagnostic.line > range.endLineNumber) return [];
    const marker = markers.find(
      ({ code, startLineNumber, startColumn }) =>
        code === diagnostic.code && startLineNumber === diagnostic.line && startColumn === diagnostic.column,
    );
    if (marker === undefined) return [];
    const fixes = (diagnostic.fixes ?? []).map((fix, index) => ({
      title: fix.title,
      kind: 'quickfix',
      isPreferred: index === 0,
      diagnostics: [marker],
      edit: {
        edits: fix.edits.map((edit) => ({ resource: model.uri, versionId: version, textEdit: textEditOf(edit) })),
      },
    }));
    return [...fixes, ...addToSchemaAction(model.uri.toString(), diagnostic, marker)];
  });
}

function textEditOf(edit: TemplateEdit): monaco.languages.TextEdit {
  return {
    text: edit.newText,
    range: {
      startLineNumber: edit.line,
      startColumn: edit.column,
      endLineNumber: edit.endLine,
      endColumn: edit.endColumn,
    },
  };
}
