import type { TemplateDiagnostic } from '../../core/contract/index.ts';
import { monaco } from './monaco.ts';

const owner = 'hookbench';

/** Marks findings in the model of a URI; the place is 1-based in the field's own text, as the engine gives it. */
export function showDiagnostics(uri: string, diagnostics: readonly TemplateDiagnostic[]): void {
  const model = monaco.editor.getModel(monaco.Uri.parse(uri));
  if (!model) return;
  monaco.editor.setModelMarkers(
    model,
    owner,
    diagnostics.map((diagnostic) => ({
      severity: severityOf(diagnostic.severity),
      message: diagnostic.hint === null ? diagnostic.message : `${diagnostic.message}\n${diagnostic.hint}`,
      code: diagnostic.code,
      startLineNumber: diagnostic.line,
      startColumn: diagnostic.column,
      endLineNumber: diagnostic.endLine,
      endColumn: Math.max(diagnostic.endColumn, diagnostic.line === diagnostic.endLine ? diagnostic.column + 1 : 1),
    })),
  );
}

function severityOf(severity: TemplateDiagnostic['severity']) {
  switch (severity) {
    case 'error':
      return monaco.MarkerSeverity.Error;
    case 'warning':
      return monaco.MarkerSeverity.Warning;
    case 'info':
      return monaco.MarkerSeverity.Info;
  }
}
