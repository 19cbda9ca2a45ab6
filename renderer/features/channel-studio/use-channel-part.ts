import { useMemo } from 'react';
import type { Channel } from '../../../core/contract/index.ts';
import type { TemplateContext } from '../../editor/template-context.ts';
import { type DocumentEditing, useDocument, useDocumentActions } from '../../stores/use-document.ts';
import type { ChannelEditing } from './channel-part.ts';
import { usePreviewDiagnostics } from './use-preview.ts';

/** How a channel is changed and what is found in it, without its value: a key does not render what uses this. */
export function useChannelEditing(channelKey: string, templateContext: TemplateContext | null): ChannelEditing {
  const { update, flush } = useDocumentActions('channel', channelKey);
  const diagnostics = usePreviewDiagnostics(channelKey);
  return useMemo(
    () => ({
      channelKey,
      diagnostics,
      templateContext,
      update,
      updateRequest: (patch) => update((current) => ({ ...current, request: { ...current.request, ...patch } })),
      flush,
    }),
    [channelKey, diagnostics, templateContext, update, flush],
  );
}

type Part = ChannelEditing &
  Pick<DocumentEditing<'channel'>, 'issueAt'> & {
    /** Undefined while it is loading, and when there is no such channel. */
    value: Channel | undefined;
  };

/** A channel whole, for forms that show much of it. */
export function useChannelPart(channelKey: string, templateContext: TemplateContext | null): Part {
  const editing = useChannelEditing(channelKey, templateContext);
  const { value, issueAt } = useDocument('channel', channelKey);
  return { ...editing, value, issueAt };
}
