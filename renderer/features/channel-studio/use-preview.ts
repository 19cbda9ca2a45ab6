import { useCallback, useEffect } from 'react';
import { useStore } from 'zustand';
import type { EngineClient, Preview, TemplateDiagnostic } from '../../../core/contract/index.ts';
import { useApp } from '../../stores/app-context.tsx';
import { currentDocument, followDocuments } from '../../stores/document-view.ts';
import { createPreviewStore, type PreviewContext, type PreviewState, type PreviewStore } from './preview-store.ts';

// The document and the right pane of a tab are separate components that show one preview: it is kept by engine and channel.
const stores = new WeakMap<EngineClient, Map<string, PreviewStore>>();

export function previewStoreOf(engine: EngineClient, channelKey: string): PreviewStore {
  let known = stores.get(engine);
  if (!known) {
    known = new Map();
    stores.set(engine, known);
  }
  let store = known.get(channelKey);
  if (!store) {
    store = createPreviewStore(engine);
    known.set(channelKey, store);
  }
  return store;
}

/** A part of what the channel's preview knows: renders only when that part changes. */
export function usePreviewPart<N extends keyof PreviewState>(channelKey: string, name: N): PreviewState[N] {
  const { engine } = useApp();
  return useStore(previewStoreOf(engine, channelKey).store, (state) => state[name]);
}

/** Gives the request that is shown at the moment it is asked; the function itself stays the same. */
export function useShownRequest(channelKey: string): () => Preview['request'] {
  const { engine } = useApp();
  const { store } = previewStoreOf(engine, channelKey);
  return useCallback(() => {
    const { latest, lastGood } = store.getState();
    return latest?.request ?? lastGood?.request ?? null;
  }, [store]);
}

/** The preview that was pinned to compare with; it stays while the channel's tab is switched. */
export function usePinnedPreview(channelKey: string): { pinned: Preview | null; togglePin(): void } {
  const { engine } = useApp();
  const { store } = previewStoreOf(engine, channelKey);
  const pinned = useStore(store, (state) => state.pinned);
  const togglePin = useCallback(() => {
    const { pinned, latest, lastGood } = store.getState();
    store.setState({ pinned: pinned !== null ? null : latest?.request === null ? lastGood : latest });
  }, [store]);
  return { pinned, togglePin };
}

const noDiagnostics: readonly TemplateDiagnostic[] = [];

/** The same list as long as the same is found. */
export function usePreviewDiagnostics(channelKey: string): readonly TemplateDiagnostic[] {
  const { engine } = useApp();
  return useStore(previewStoreOf(engine, channelKey).store, (state) => state.latest?.diagnostics ?? noDiagnostics);
}

/** All errors that are known of the channel. */
export function useTemplateErrors(channelKey: string): readonly TemplateDiagnostic[] {
  const { engine } = useApp();
  const preview = previewStoreOf(engine, channelKey);
  return useStore(preview.store, preview.errorsOf);
}

/** How many of them are in the texts whose names begin so. */
export function useErrorCount(channelKey: string, prefix: string): number {
  const { engine } = useApp();
  const preview = previewStoreOf(engine, channelKey);
  return useStore(
    preview.store,
    (state) => preview.errorsOf(state).filter(({ field }) => field.startsWith(prefix)).length,
  );
}

/** Keeps the channel's preview in step with what is typed and chosen. `version`: grows when data behind it changed. */
export function useLivePreview(channelKey: string, context: PreviewContext | null, version: unknown): void {
  const app = useApp();
  const preview = previewStoreOf(app.engine, channelKey);
  // Asked while the key is handled: a render of React's, and the frame after it, would be waited for otherwise.
  // biome-ignore lint/correctness/useExhaustiveDependencies: version is what makes it ask again
  useEffect(() => {
    if (context === null) return;
    return followDocuments(
      app,
      () => currentDocument(app, 'channel', channelKey),
      (channel) => {
        if (channel === undefined) return;
        preview.request(channel, context);
      },
    );
  }, [app, preview, channelKey, context, version]);
}
