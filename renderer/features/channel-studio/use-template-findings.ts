import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { CommandInput, EngineClient, TemplateDiagnostic } from '../../../core/contract/index.ts';
import type { TextSource } from '../../editor/text-source.ts';
import { useApp } from '../../stores/app-context.tsx';
import { isSameJson } from '../../stores/same-json.ts';
import { mergeFindings } from './preview/merge-findings.ts';
import { createNewestQuestion } from './preview/newest-question.ts';
import type { PreviewContext } from './preview/preview-store.ts';
import { previewStoreOf } from './preview/use-preview.ts';
import { useTemplatePart } from './studio-template.ts';
import { useCheckedFindings } from './use-channel-check.ts';
import { useWorkspaceFindings } from './use-workspace-findings.ts';

interface TextToLint {
  documentKind: 'channel' | 'step' | 'partial';
  /** The template's key, or the partial's. */
  templateKey: string;
  field: string;
  source: TextSource;
  context: PreviewContext | null;
  /** What the preview found in this field. */
  previewed: readonly TemplateDiagnostic[];
}

const nothing: readonly TemplateDiagnostic[] = [];

/**
 * All that is found in one text: by the static pass on every key, which comes with the preview where the channel's body is
 * short, by the preview, by every sample once typing rests, and by what the engine checks on its own.
 */
export function useTemplateFindings({
  documentKind,
  templateKey,
  field,
  source,
  context,
  previewed,
}: TextToLint): readonly TemplateDiagnostic[] {
  const { engine } = useApp();
  const bodyFormat = useTemplatePart(templateKey, ({ bodyFormat }) => bodyFormat) ?? 'text';
  const unknownVariables = useTemplatePart(templateKey, ({ unknownVariables }) => unknownVariables) ?? 'lenient';
  // In a store, not in React's state: an answer that comes in the frame of its key is rendered in it, not in a task after it.
  const { found, lint } = useMemo(() => createLint(engine), [engine]);
  // A partial has no preview of its own, and may be called as a channel is.
  const preview = previewStoreOf(engine, documentKind === 'partial' ? `partial:${templateKey}` : templateKey);
  const asked = useStore(found);
  const along = useStore(preview.store, ({ linted }) => (linted === null ? null : (linted.get(field) ?? nothing)));
  const linted = along ?? asked;
  useEffect(() => {
    let asked: string | undefined;
    const ask = () => {
      const text = source.read();
      // What is short is linted with its preview, which has been asked for by now: both are painted in one frame.
      if (text === undefined || text === asked || preview.isLintedAlong()) return;
      asked = text;
      lint.put({ field, text, bodyFormat, unknownVariables, context });
    };
    // After whoever else hears of the same change: the preview of it may be asked for later than this.
    const askSoon = () => queueMicrotask(ask);
    askSoon();
    return source.watch(askSoon);
  }, [lint, preview, field, source, bodyFormat, unknownVariables, context]);
  const checked = useCheckedFindings(templateKey, field);
  const elsewhere = useWorkspaceFindings(documentKind, templateKey, field);
  return useMemo(() => mergeFindings([linted, previewed, checked, elsewhere]), [linted, previewed, checked, elsewhere]);
}

function createLint(engine: Pick<EngineClient, 'call'>) {
  const found = createStore(() => nothing);
  const lint = createNewestQuestion({
    ask: (question: CommandInput<'template.lint'>) => engine.call('template.lint', question),
    onAnswer({ diagnostics }) {
      // Most keys change nothing about the findings: then nothing is rendered either.
      if (!isSameJson(found.getState(), diagnostics)) found.setState(diagnostics, true);
    },
    schedule: (task) => task(),
  });
  return { found, lint };
}
