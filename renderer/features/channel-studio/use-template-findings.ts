import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { Channel, CommandInput, TemplateDiagnostic } from '../../../core/contract/index.ts';
import { useApp } from '../../stores/app-context.tsx';
import { documentId } from '../../stores/documents.ts';
import { mergeFindings } from './merge-findings.ts';
import { createNewestQuestion } from './newest-question.ts';
import type { PreviewContext } from './preview-store.ts';
import { useCheckedFindings } from './use-channel-check.ts';

interface TextToLint {
  channelKey: string;
  field: string;
  text: string;
  context: PreviewContext | null;
  /** What the preview found in this field. */
  previewed: readonly TemplateDiagnostic[];
}

const nothing: readonly TemplateDiagnostic[] = [];

/** All that is found in one text: by the static pass on every key, by the preview, and by every sample once typing rests. */
export function useTemplateFindings({
  channelKey,
  field,
  text,
  context,
  previewed,
}: TextToLint): readonly TemplateDiagnostic[] {
  const { engine } = useApp();
  const bodyFormat = useChannelOption(channelKey, 'bodyFormat') ?? 'text';
  const unknownVariables = useChannelOption(channelKey, 'unknownVariables') ?? 'lenient';
  const [linted, setLinted] = useState<{ text: string; diagnostics: readonly TemplateDiagnostic[] } | null>(null);
  const lint = useMemo(
    () =>
      createNewestQuestion({
        ask: (question: CommandInput<'template.lint'>) => engine.call('template.lint', question),
        onAnswer: ({ diagnostics }, question) => setLinted({ text: question.text, diagnostics }),
        schedule: (task) => void requestAnimationFrame(task),
      }),
    [engine],
  );
  useEffect(() => {
    lint.put({ field, text, bodyFormat, unknownVariables, context });
  }, [lint, field, text, bodyFormat, unknownVariables, context]);
  const checked = useCheckedFindings(channelKey, field, text);
  const ownLinted = linted?.diagnostics ?? nothing;
  return useMemo(() => mergeFindings([ownLinted, previewed, checked]), [ownLinted, previewed, checked]);
}

function useChannelOption<N extends 'bodyFormat' | 'unknownVariables'>(
  channelKey: string,
  name: N,
): Channel[N] | undefined {
  const app = useApp();
  const id = documentId('channel', channelKey);
  // Drafts and documents are kept under kind and key, so these are channels.
  const draft = useStore(app.drafts.store, (state) => (state[id]?.value as Channel | undefined)?.[name]);
  const stored = useStore(app.documents, (state) => (state.byId[id]?.value as Channel | undefined)?.[name]);
  return draft ?? stored;
}
