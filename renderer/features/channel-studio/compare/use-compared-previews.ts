import { useEffect, useState } from 'react';
import { type Channel, type EngineClient, type Preview, parseRecipientKey } from '../../../../core/contract/index.ts';
import { useApp } from '../../../stores/app-context.tsx';
import { toCommandError } from '../../../stores/command-failure.ts';
import { usePreviewPart } from '../preview/use-preview.ts';
import { eventOfSample, type PreviewChoice } from '../preview/use-preview-context.ts';
import { currentTemplate } from '../studio-template.ts';

/** What one more column shows: ids as the choices of the preview have them. */
export type ComparedChoice = { recipient: string | null; sample: string | null };

export interface ComparedPreview {
  preview: Preview | null;
  error: string | null;
}

/**
 * Renders the channel for every chosen recipient and sample, one after the other; what is newer replaces what waits. They
 * follow the channel's own preview, and are rendered and signed at the time of `reference`, so that time is no difference.
 */
export function useComparedPreviews(
  templateKey: string,
  choice: PreviewChoice,
  chosen: readonly ComparedChoice[],
  reference: Preview | null,
): readonly ComparedPreview[] {
  const app = useApp();
  const latest = usePreviewPart(templateKey, 'latest');
  const atMs = reference?.atMs;
  const [previews, setPreviews] = useState<readonly ComparedPreview[]>([]);
  const { context, version } = choice;
  const chosenText = JSON.stringify(chosen);
  // biome-ignore lint/correctness/useExhaustiveDependencies: version and the latest preview are what makes it ask again
  useEffect(() => {
    const channel = currentTemplate(app, templateKey);
    if (channel === undefined || context === null) return;
    let isCurrent = true;
    const run = async (): Promise<void> => {
      const made: ComparedPreview[] = [];
      for (const entry of JSON.parse(chosenText) as ComparedChoice[]) {
        if (!isCurrent) return;
        made.push(await comparedPreview(app.engine, { channel, context, atMs }, entry));
        if (isCurrent) setPreviews((before) => [...made, ...before.slice(made.length)]);
      }
    };
    void run();
    return () => {
      isCurrent = false;
    };
  }, [app, templateKey, context, version, chosenText, latest, atMs]);
  return previews;
}

interface ComparedQuestion {
  channel: Channel;
  context: NonNullable<PreviewChoice['context']>;
  atMs: number | undefined;
}

async function comparedPreview(
  engine: EngineClient,
  { channel, context, atMs }: ComparedQuestion,
  entry: ComparedChoice,
): Promise<ComparedPreview> {
  try {
    const recipient = entry.recipient === null ? null : parseRecipientKey(entry.recipient);
    const { environment } = context;
    const via =
      recipient === null
        ? null
        : ((await engine.call('subscriptions.list', { environment, recipient }))[0]?.object ?? null);
    const question = { ...context, recipient, via, event: eventOfSample(entry.sample) };
    const asked = { channel, context: question, ...(atMs === undefined ? {} : { atMs }) };
    return { preview: await engine.call('template.preview', asked), error: null };
  } catch (cause) {
    return { preview: null, error: toCommandError(cause).message };
  }
}
