import { useCallback, useEffect } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import {
  type EngineClient,
  type FindingTally,
  type Preview,
  type TemplateDiagnostic,
  tallyFindings,
} from '../../../../core/contract/index.ts';
import { useApp } from '../../../stores/app-context.tsx';
import { followDocuments } from '../../../stores/document-view.ts';
import { currentTemplate } from '../studio-template.ts';
import { createPreviewStore, type PreviewContext, type PreviewState, type PreviewStore } from './preview-store.ts';

// The document and the right pane of a tab are separate components that show one preview: it is kept by engine and channel.
const stores = new WeakMap<EngineClient, Map<string, PreviewStore>>();

export function previewStoreOf(engine: EngineClient, templateKey: string): PreviewStore {
  let known = stores.get(engine);
  if (!known) {
    known = new Map();
    stores.set(engine, known);
  }
  let store = known.get(templateKey);
  if (!store) {
    store = createPreviewStore(engine);
    known.set(templateKey, store);
  }
  return store;
}

/** A part of what the channel's preview knows: renders only when that part changes. */
export function usePreviewPart<N extends keyof PreviewState>(templateKey: string, name: N): PreviewState[N] {
  const { engine } = useApp();
  return useStore(previewStoreOf(engine, templateKey).store, (state) => state[name]);
}

/** Gives the request that is shown at the moment it is asked; the function itself stays the same. */
export function useShownRequest(templateKey: string): () => Preview['request'] {
  const { engine } = useApp();
  const { store } = previewStoreOf(engine, templateKey);
  return useCallback(() => {
    const { latest, lastGood } = store.getState();
    return latest?.request ?? lastGood?.request ?? null;
  }, [store]);
}

/** The preview that was pinned to compare with; it stays while the channel's tab is switched. */
export function usePinnedPreview(templateKey: string): { pinned: Preview | null; togglePin(): void } {
  const { engine } = useApp();
  const { store } = previewStoreOf(engine, templateKey);
  const pinned = useStore(store, (state) => state.pinned);
  const togglePin = useCallback(() => {
    const { pinned, latest, lastGood } = store.getState();
    store.setState({ pinned: pinned !== null ? null : latest?.request === null ? lastGood : latest });
  }, [store]);
  return { pinned, togglePin };
}

const noDiagnostics: readonly TemplateDiagnostic[] = [];

/** The same list as long as the same is found. */
export function usePreviewDiagnostics(templateKey: string): readonly TemplateDiagnostic[] {
  const { engine } = useApp();
  return useStore(previewStoreOf(engine, templateKey).store, (state) => state.latest?.diagnostics ?? noDiagnostics);
}

/** All errors and warnings that are known of the channel, errors first. */
export function useTemplateFindingList(templateKey: string): readonly TemplateDiagnostic[] {
  const { engine } = useApp();
  const preview = previewStoreOf(engine, templateKey);
  return useStore(preview.store, preview.findingsOf);
}

/** How many of them are in the texts whose names begin so, and whether there are errors among them. */
export function useFindingTally(templateKey: string, prefix: string): FindingTally & { hasErrors: boolean } {
  const { engine } = useApp();
  const preview = previewStoreOf(engine, templateKey);
  return useStore(
    preview.store,
    useShallow((state) => {
      const findings = preview.findingsOf(state).filter(({ field }) => field.startsWith(prefix));
      const hasErrors = findings[0]?.severity === 'error';
      return { ...tallyFindings(findings.map(({ field }) => field)), hasErrors };
    }),
  );
}

/** Keeps the channel's preview in step with what is typed and chosen. `version`: grows when data behind it changed. */
export function useLivePreview(templateKey: string, context: PreviewContext | null, version: unknown): void {
  const app = useApp();
  const preview = previewStoreOf(app.engine, templateKey);
  // Asked while the key is handled: a render of React's, and the frame after it, would be waited for otherwise.
  // biome-ignore lint/correctness/useExhaustiveDependencies: version is what makes it ask again
  useEffect(() => {
    if (context === null) return;
    return followDocuments(
      app,
      () => currentTemplate(app, templateKey),
      (channel) => {
        if (channel === undefined) return;
        preview.request(channel, context);
      },
    );
  }, [app, preview, templateKey, context, version]);
}
