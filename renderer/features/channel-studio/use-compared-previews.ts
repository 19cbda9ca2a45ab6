import { useEffect, useState } from 'react';
import { type Channel, type EngineClient, type Preview, parseRecipientKey } from '../../../core/contract/index.ts';
import { useApp } from '../../stores/app-context.tsx';
import { toCommandError } from '../../stores/command-failure.ts';
import { useDocument } from '../../stores/use-document.ts';
import { eventOfSample, type PreviewChoice } from './use-preview-context.ts';

/** What one more column shows: ids as the choices of the preview have them. */
export type ComparedChoice = { recipient: string | null; sample: string | null };

export interface ComparedPreview {
  preview: Preview | null;
  error: string | null;
}

/** Renders the channel for every chosen recipient and sample, one after the other; what is newer replaces what waits. */
export function useComparedPreviews(
  channelKey: string,
  choice: PreviewChoice,
  chosen: readonly ComparedChoice[],
): readonly ComparedPreview[] {
  const { engine } = useApp();
  const { value: channel } = useDocument('channel', channelKey);
  const [previews, setPreviews] = useState<readonly ComparedPreview[]>([]);
  const { context, version } = choice;
  const chosenText = JSON.stringify(chosen);
  // biome-ignore lint/correctness/useExhaustiveDependencies: version is what makes it ask again
  useEffect(() => {
    if (channel === undefined || context === null) return;
    let isCurrent = true;
    const run = async (): Promise<void> => {
      const made: ComparedPreview[] = [];
      for (const entry of JSON.parse(chosenText) as ComparedChoice[]) {
        if (!isCurrent) return;
        made.push(await comparedPreview(engine, channel, context, entry));
        if (isCurrent) setPreviews((before) => [...made, ...before.slice(made.length)]);
      }
    };
    void run();
    return () => {
      isCurrent = false;
    };
  }, [engine, channel, context, version, chosenText]);
  return previews;
}

async function comparedPreview(
  engine: EngineClient,
  channel: Channel,
  context: NonNullable<PreviewChoice['context']>,
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
    return { preview: await engine.call('template.preview', { channel, context: question }), error: null };
  } catch (cause) {
    return { preview: null, error: toCommandError(cause).message };
  }
}
