import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { Channel, TemplateDiagnostic } from '../../../core/contract/index.ts';
import { useApp } from '../../stores/app-context.tsx';
import { toCommandError } from '../../stores/command-failure.ts';
import { followDocuments } from '../../stores/document-view.ts';
import { byField, type PreviewContext, type PreviewState } from './preview/preview-store.ts';
import { previewStoreOf } from './preview/use-preview.ts';
import { currentTemplate } from './studio-template.ts';

/** How long nothing must be typed before every sample is rendered, in milliseconds. */
const restMs = 400;

/** Renders the channel with every sample of the event type once typing rests; the findings go to the preview's store. */
export function useChannelCheck(templateKey: string, context: PreviewContext | null, version: unknown): void {
  const app = useApp();
  const { store } = previewStoreOf(app.engine, templateKey);
  // biome-ignore lint/correctness/useExhaustiveDependencies: version is what makes it ask again
  useEffect(() => {
    if (context === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let newest: Channel | undefined;
    const check = (channel: Channel): void => {
      app.engine.call('template.check', { channel, templateKey, context }).then(
        ({ diagnostics }) => {
          if (channel === newest) store.setState({ checked: { channel, byField: byField(diagnostics, null) } });
        },
        (cause: unknown) => {
          // Another window's check of the channel has ended this one. Anything else the preview of the same channel shows.
          const isEnded = toCommandError(cause).code === 'cancelled' && channel === newest;
          if (isEnded) timer = setTimeout(check, restMs, channel);
        },
      );
    };
    const stop = followDocuments(
      app,
      () => currentTemplate(app, templateKey),
      (channel) => {
        newest = channel;
        clearTimeout(timer);
        if (channel === undefined) return;
        const { checked } = store.getState();
        const kept = withoutChanged(checked, channel);
        if (kept !== checked) store.setState({ checked: kept });
        timer = setTimeout(check, restMs, channel);
      },
    );
    return () => {
      stop();
      newest = undefined;
      clearTimeout(timer);
    };
  }, [app, store, templateKey, context, version]);
}

const nothing: readonly TemplateDiagnostic[] = [];

/** What the check found in a text; nothing once the text has changed. */
export function useCheckedFindings(templateKey: string, field: string): readonly TemplateDiagnostic[] {
  const { engine } = useApp();
  return useStore(previewStoreOf(engine, templateKey).store, ({ checked }) => checked?.byField.get(field) ?? nothing);
}

/** Findings say where they are in the text that was checked: in another text they would mark something else. */
function withoutChanged(checked: PreviewState['checked'], channel: Channel): PreviewState['checked'] {
  if (checked === null) return null;
  const kept = [...checked.byField].filter(([field]) => textOf(checked.channel, field) === textOf(channel, field));
  return kept.length === checked.byField.size ? checked : { ...checked, byField: new Map(kept) };
}

function textOf(channel: Channel, field: string): string | null {
  if (field === 'body') return channel.request.body;
  if (field === 'url') return channel.request.url;
  return field === 'signing.key' ? (channel.signing?.key ?? null) : null;
}
