import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react';
import {
  type Channel,
  type ChannelStep,
  channelOfStep,
  isChannelStep,
  parseStepKey,
  stepTemplateWith,
} from '../../../core/contract/index.ts';
import type { TextSource } from '../../editor/text-source.ts';
import type { App } from '../../stores/app.ts';
import { useApp } from '../../stores/app-context.tsx';
import { currentDocument, watchDocuments } from '../../stores/document-view.ts';
import { useDocumentIssue } from '../../stores/use-document.ts';

/**
 * What the studio edits goes by one key: a channel's, such as `customer-webhook`, or, for the request that a step sends in place
 * of its channel's, `workflow/ref`. Both are shown as a channel: of a step's request all the rest is its channel's.
 */

type Documents = Pick<App, 'documents' | 'drafts'>;

/** The same one as long as neither step nor channel changes, so that nothing renders or asks for it again. */
const channelsOfSteps = new WeakMap<ChannelStep, { channel: Channel; sent: Channel | null }>();

/** As the user sees it at this moment. Undefined = there is no such channel or step, or the step has no readable request of its own. */
export function currentTemplate(app: Documents, templateKey: string): Channel | undefined {
  const step = stepOf(app, templateKey);
  if (step === null) return currentDocument(app, 'channel', templateKey);
  if (step === undefined) return undefined;
  const channel = currentDocument(app, 'channel', step.channel_key);
  if (channel === undefined) return undefined;
  const known = channelsOfSteps.get(step);
  if (known?.channel === channel) return known.sent ?? undefined;
  const sent = channelOfStep(channel, step);
  channelsOfSteps.set(step, { channel, sent });
  return sent ?? undefined;
}

/** The step that a key names as the user sees it; undefined = there is none; null = it is a channel's key. */
export function stepOf(app: Documents, templateKey: string): ChannelStep | undefined | null {
  const place = parseStepKey(templateKey);
  if (place === null) return null;
  return currentDocument(app, 'workflow', place.workflow)?.steps.find(
    (step): step is ChannelStep => isChannelStep(step) && step.ref === place.ref,
  );
}

/** The kind of tab, and of text models, that a template has. */
export function templateKind(templateKey: string): 'channel' | 'step' {
  return parseStepKey(templateKey) === null ? 'channel' : 'step';
}

/** The document that its changes go to. */
export function documentOfTemplate(templateKey: string): { kind: 'channel' | 'workflow'; key: string } {
  const place = parseStepKey(templateKey);
  return place === null ? { kind: 'channel', key: templateKey } : { kind: 'workflow', key: place.workflow };
}

export interface TemplateActions {
  update(patch: Partial<Channel> | ((channel: Channel) => Channel)): void;
  /** Saves what waits; called when an editor loses the focus. */
  flush(): Promise<void>;
}

/** How a template is changed, without rendering when it changes. Always the same functions. Flushes when it unmounts. */
export function useTemplateActions(templateKey: string): TemplateActions {
  const app = useApp();
  const { kind, key } = documentOfTemplate(templateKey);
  useEffect(() => () => void app.drafts.flush(kind, key), [app, kind, key]);
  return useMemo(
    () => ({
      update(patch) {
        const current = currentTemplate(app, templateKey);
        if (current === undefined) return;
        const next = typeof patch === 'function' ? patch(current) : { ...current, ...patch };
        if (kind === 'channel') app.drafts.edit('channel', key, next);
        else changeStepTemplate(app, templateKey, (before) => stepTemplateWith(before ?? null, next.request));
      },
      flush: () => app.drafts.flush(kind, key),
    }),
    [app, templateKey, kind, key],
  );
}

/** Gives a step another request template, or none: it sends its channel's then. */
export function changeStepTemplate(
  app: Documents,
  templateKey: string,
  change: (before: ChannelStep['template']) => ChannelStep['template'],
): void {
  const place = parseStepKey(templateKey);
  const workflow = place === null ? undefined : currentDocument(app, 'workflow', place.workflow);
  if (place === null || workflow === undefined) return;
  const steps = workflow.steps.map((step) =>
    isChannelStep(step) && step.ref === place.ref ? { ...step, template: change(step.template) } : step,
  );
  app.drafts.edit('workflow', place.workflow, { ...workflow, steps });
}

/** A part of the template: renders only when that part is another value. Undefined while there is none. */
export function useTemplatePart<T>(templateKey: string, select: (template: Channel) => T): T | undefined {
  const app = useApp();
  const watch = useCallback((onChange: () => void) => watchDocuments(app, onChange), [app]);
  return useSyncExternalStore(watch, () => {
    const template = currentTemplate(app, templateKey);
    return template === undefined ? undefined : select(template);
  });
}

/** One text of the template as the user sees it. `select` must stay the same function. */
export function useTemplateText(templateKey: string, select: (template: Channel) => string): TextSource {
  const app = useApp();
  return useMemo(
    () => ({
      read() {
        const template = currentTemplate(app, templateKey);
        return template === undefined ? undefined : select(template);
      },
      watch: (onChange) => watchDocuments(app, onChange),
    }),
    [app, templateKey, select],
  );
}

/** The message for a text of the request, from the document's schema or the engine. */
export function useRequestIssue(templateKey: string, field: 'url'): string | undefined {
  const app = useApp();
  const { kind, key } = documentOfTemplate(templateKey);
  const place = parseStepKey(templateKey);
  const index = currentDocument(app, 'workflow', key)?.steps.findIndex(({ ref }) => ref === place?.ref) ?? -1;
  return useDocumentIssue(kind, key, place === null ? `request.${field}` : `steps.${index}.template.${field}`);
}
