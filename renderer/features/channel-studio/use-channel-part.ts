import { useCallback, useMemo } from 'react';
import type { Channel } from '../../../core/contract/index.ts';
import type { TemplateContext } from '../../editor/template-context.ts';
import { type DocumentEditing, useDocument } from '../../stores/use-document.ts';
import type { ChannelEditing } from './channel-part.ts';
import { usePreviewDiagnostics } from './preview/use-preview.ts';
import { useTemplateActions, useTemplatePart } from './studio-template.ts';

/** How a channel is changed and what is found in it, without its value: a key does not render what uses this. */
export function useChannelEditing(templateKey: string, templateContext: TemplateContext | null): ChannelEditing {
  const { update, flush } = useTemplateActions(templateKey);
  const diagnostics = usePreviewDiagnostics(templateKey);
  // The same function whatever is found: fields that only change something are passed over then.
  const updateRequest = useCallback<ChannelEditing['updateRequest']>(
    (patch) => update((current) => ({ ...current, request: { ...current.request, ...patch } })),
    [update],
  );
  return useMemo(
    () => ({ templateKey, diagnostics, templateContext, update, updateRequest, flush }),
    [templateKey, diagnostics, templateContext, update, updateRequest, flush],
  );
}

type Part = ChannelEditing &
  Pick<DocumentEditing<'channel'>, 'issueAt'> & {
    /** Undefined while it is loading, and when there is no such channel. */
    value: Channel | undefined;
  };

const whole = (channel: Channel): Channel => channel;

/** A channel whole, for forms that show much of it. */
export function useChannelPart(templateKey: string, templateContext: TemplateContext | null): Part {
  const editing = useChannelEditing(templateKey, templateContext);
  const value = useTemplatePart(templateKey, whole);
  // A step's request shows none of the fields that ask for it.
  const { issueAt } = useDocument('channel', templateKey);
  return { ...editing, value, issueAt };
}
