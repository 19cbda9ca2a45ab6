import { useMemo } from 'react';
import type { Channel } from '../../../core/contract/index.ts';
import type { TemplateContext } from '../../editor/template-context.ts';
import { type DocumentEditing, useDocument } from '../../stores/use-document.ts';
import type { ChannelPart } from './channel-part.ts';
import { usePreviewDiagnostics } from './use-preview.ts';

type Part = Omit<ChannelPart, 'value'> &
  Pick<DocumentEditing<'channel'>, 'status' | 'issueAt'> & {
    /** Undefined while it is loading, and when there is no such channel. */
    value: Channel | undefined;
  };

/** A channel with what is found in it and how it is changed. Everything but the value stays the same while typing. */
export function useChannelPart(channelKey: string, templateContext: TemplateContext | null): Part {
  const { value, status, update, flush, issueAt } = useDocument('channel', channelKey);
  const diagnostics = usePreviewDiagnostics(channelKey);
  const updateRequest = useMemo(
    (): ChannelPart['updateRequest'] => (patch) =>
      update((current) => ({ ...current, request: { ...current.request, ...patch } })),
    [update],
  );
  return { channelKey, value, status, diagnostics, templateContext, update, updateRequest, flush, issueAt };
}
