import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { Channel, TemplateDiagnostic } from '../../../core/contract/index.ts';
import { useApp } from '../../stores/app-context.tsx';
import type { PreviewContext } from './preview-store.ts';
import { previewStoreOf } from './use-preview.ts';

/** How long nothing must be typed before every sample is rendered, in milliseconds. */
const restMs = 400;

/** Renders the channel with every sample of the event type once typing rests; the findings go to the preview's store. */
export function useChannelCheck(
  channelKey: string,
  channel: Channel | undefined,
  context: PreviewContext | null,
  version: unknown,
): void {
  const { engine } = useApp();
  const { store } = previewStoreOf(engine, channelKey);
  // biome-ignore lint/correctness/useExhaustiveDependencies: version is what makes it ask again
  useEffect(() => {
    if (channel === undefined || context === null) return;
    let isCurrent = true;
    const timer = setTimeout(() => {
      engine.call('template.check', { channel, context }).then(
        ({ diagnostics }) => isCurrent && store.setState({ checked: { channel, byField: sortedByField(diagnostics) } }),
        // The preview asks with the same channel and shows why it is refused.
        () => undefined,
      );
    }, restMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [engine, store, channel, context, version]);
}

const nothing: readonly TemplateDiagnostic[] = [];

/** What the check found in a text, as long as it is the text that was checked. */
export function useCheckedFindings(channelKey: string, field: string, text: string): readonly TemplateDiagnostic[] {
  const { engine } = useApp();
  const { store } = previewStoreOf(engine, channelKey);
  const checked = useStore(store, (state) => state.checked);
  if (checked === null || textOf(checked.channel, field) !== text) return nothing;
  return checked.byField.get(field) ?? nothing;
}

function textOf(channel: Channel, field: string): string | null {
  if (field === 'body') return channel.request.body;
  if (field === 'url') return channel.request.url;
  return field === 'signing.key' ? (channel.signing?.key ?? null) : null;
}

function sortedByField(diagnostics: readonly TemplateDiagnostic[]): Map<string, TemplateDiagnostic[]> {
  const found = new Map<string, TemplateDiagnostic[]>();
  for (const diagnostic of diagnostics) {
    const list = found.get(diagnostic.field);
    if (list === undefined) found.set(diagnostic.field, [diagnostic]);
    else list.push(diagnostic);
  }
  return found;
}
