import { useMemo } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { TemplateDiagnostic, WorkspaceProblem } from '../../../core/contract/index.ts';
import { useApp, useDocuments } from '../../stores/app-context.tsx';
import { documentId, selectDocument } from '../../stores/documents.ts';
import { documentOfTemplate } from './studio-template.ts';

const nothing: readonly TemplateDiagnostic[] = [];

/**
 * What the engine found in a text by itself: with the samples of every event type, and for webhooks that the preview does not
 * show. Nothing while the text is another one than that.
 */
export function useWorkspaceFindings(
  kind: 'channel' | 'step' | 'partial',
  key: string,
  field: string,
): readonly TemplateDiagnostic[] {
  const app = useApp();
  const problems = useStore(
    app.problems,
    useShallow(({ problems }) =>
      problems.filter(({ template }) => template?.kind === kind && template.key === key && template.field === field),
    ),
  );
  const document = kind === 'partial' ? ({ kind, key } as const) : documentOfTemplate(key);
  const revision = useDocuments((state) => selectDocument(state, document.kind, document.key)?.revision);
  const isSaved = useStore(app.drafts.store, (state) => state[documentId(document.kind, document.key)] === undefined);
  return useMemo(() => {
    const current = isSaved ? problems.filter(({ template }) => template?.revision === revision) : [];
    return current.length === 0 ? nothing : current.flatMap(diagnosticOf);
  }, [problems, revision, isSaved]);
}

export function diagnosticOf({ severity, message, template }: WorkspaceProblem): TemplateDiagnostic[] {
  if (template === undefined) return [];
  const { code, field, line, column, endLine, endColumn, fixes } = template;
  return [{ code, severity, field, message, hint: null, line, column, endLine, endColumn, fixes }];
}
