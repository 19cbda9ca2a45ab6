import type { TemplateDiagnostic } from '../../core/contract/index.ts';
import { editorWords } from '../strings/editor.ts';
import { monaco } from './monaco.ts';

const owner = 'hookbench';

const shown = new Map<string, readonly TemplateDiagnostic[]>();

/** The findings marked in a model at present: quick fixes are taken from them. */
export function diagnosticsOf(uri: string): readonly TemplateDiagnostic[] {
  return shown.get(uri) ?? [];
}

/** Marks findings in the model of a URI; the place is 1-based in the field's own text, as the engine gives it. */
export function showDiagnostics(uri: string, diagnostics: readonly TemplateDiagnostic[]): void {
  const model = monaco.editor.getModel(monaco.Uri.parse(uri));
  if (!model) return;
  if (!shown.has(uri)) model.onWillDispose(() => shown.delete(uri));
  shown.set(uri, diagnostics);
  monaco.editor.setModelMarkers(
    model,
    owner,
    diagnostics.slice(0, markerLimit).map((diagnostic) => ({
      severity: severityOf(diagnostic.severity),
      message: messageOf(diagnostic),
      code: diagnostic.code,
      startLineNumber: diagnostic.line,
      startColumn: diagnostic.column,
      endLineNumber: diagnostic.endLine,
      endColumn: Math.max(diagnostic.endColumn, diagnostic.line === diagnostic.endLine ? diagnostic.column + 1 : 1),
    })),
  );
}

/** Thousands of marks would cost a frame each time they are laid anew; the first ones are what one mends. */
const markerLimit = 500;

function messageOf({ message, hint, engines, samples }: TemplateDiagnostic): string {
  return [
    message,
    ...(hint === null ? [] : [hint]),
    ...(samples === undefined || samples.length === 0 ? [] : [editorWords.foundWith(samples)]),
    ...(engines === undefined ? [] : [editorWords.shopify(engines.shopify), editorWords.knock(engines.knock)]),
  ].join('\n');
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
