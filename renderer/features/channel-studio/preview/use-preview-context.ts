import { useMemo } from 'react';
import {
  parseRecipientKey,
  parseStepKey,
  readSampleKey,
  recipientKey,
  sampleKey,
} from '../../../../core/contract/index.ts';
import { useDataStore, useDocuments, useEnvironment } from '../../../stores/app-context.tsx';
import { selectDocument } from '../../../stores/documents.ts';
import { useDocumentList } from '../../../stores/use-document.ts';
import { useEngineQuery } from '../../../stores/use-engine-query.ts';
import { useTabState } from '../../../stores/use-tab-state.ts';
import type { SelectOption } from '../../../ui/select-item.tsx';
import type { PreviewContext } from './preview-store.ts';
import { recipientOption, recipientPage } from './recipient-option.ts';

export interface PreviewChoice {
  context: PreviewContext | null;
  /** Another one when data or documents that templates show have changed. */
  version: readonly unknown[];
  /** The first webhooks of the environment; `recipient` may be any other. */
  recipients: readonly SelectOption[];
  /** Webhooks there are in all. */
  recipientCount: number;
  recipient: string | null;
  recipientLabel: string | null;
  chooseRecipient(key: string): void;
  samples: readonly SelectOption[];
  sample: string | null;
  chooseSample(id: string): void;
}

/** Who and what the preview is for: remembered with the tab, with a sensible first choice. */
export function usePreviewContext(tabId: string, templateKey: string): PreviewChoice {
  const environment = useEnvironment();
  const settings = useDocuments((state) => selectDocument(state, 'settings', 'workspace')?.value);
  const dataVersion = useDataStore((state) => state.versions[environment] ?? 0);
  const [chosenRecipient, chooseRecipient] = useTabState(tabId, 'recipient', '');
  const [chosenSample, chooseSample] = useTabState(tabId, 'sample', '');

  const objects = useEngineQuery(
    'objects.list',
    settings === undefined ? null : recipientPage(environment, settings.webhookCollection, ''),
    dataVersion,
  ).data;
  const recipients = useMemo(() => (objects?.entries ?? []).map((object) => recipientOption(object)), [objects]);
  const recipientCount = objects?.total ?? 0;
  const other = useOtherRecipient(environment, objects === undefined ? null : recipients, chosenRecipient);
  const recipient = other?.id ?? pick(recipients, chosenRecipient);
  const recipientLabel = other?.label ?? labelOf(recipients, recipient);
  const subscriptions = useEngineQuery(
    'subscriptions.list',
    recipient === null ? null : { environment, recipient: parseRecipientKey(recipient) },
    dataVersion,
  ).data;

  const eventTypes = useDocumentList('event-type');
  const samples = useMemo(
    () =>
      eventTypes.flatMap((type) =>
        type.value.examples.map((example) => ({
          id: sampleKey({ eventType: type.key, sample: example.name }),
          label: type.value.examples.length === 1 ? type.key : `${type.key} · ${example.name}`,
        })),
      ),
    [eventTypes],
  );
  const sample = pick(samples, chosenSample);

  const partials = useDocumentList('partial');
  const environments = useDocumentList('environment');
  const schemes = useDocumentList('signature-scheme');
  const version = useMemo(
    () => [dataVersion, settings, eventTypes, partials, environments, schemes],
    [dataVersion, settings, eventTypes, partials, environments, schemes],
  );

  const workflows = useDocumentList('workflow');
  const workflow =
    parseStepKey(templateKey)?.workflow ??
    workflows.find(({ value }) => value.steps.some((step) => step.channel_key === templateKey))?.key ??
    null;
  const via = subscriptions?.[0]?.object ?? null;
  const viaKey = via === null ? null : recipientKey(via);

  const context = useMemo((): PreviewContext | null => {
    if (objects === undefined) return null;
    return {
      environment,
      recipient: recipient === null ? null : parseRecipientKey(recipient),
      via: viaKey === null ? null : parseRecipientKey(viaKey),
      event: eventOfSample(sample),
      actor: null,
      tenant: null,
      workflow,
    };
  }, [objects, environment, recipient, viaKey, sample, workflow]);

  return useMemo(
    () => ({
      context,
      version,
      recipients,
      recipientCount,
      recipient,
      recipientLabel,
      chooseRecipient,
      samples,
      sample,
      chooseSample,
    }),
    [
      context,
      version,
      recipients,
      recipientCount,
      recipient,
      recipientLabel,
      chooseRecipient,
      samples,
      sample,
      chooseSample,
    ],
  );
}

/** The event behind an id of `samples`; null gives an event without data. */
export function eventOfSample(sample: string | null): PreviewContext['event'] {
  if (sample === null) return { data: {} };
  const { eventType, sample: name } = readSampleKey(sample) ?? { eventType: sample, sample: null };
  return { type: eventType, sample: name ?? '' };
}

/** The chosen recipient when it is none of `known`; null = it is, or nobody is chosen, or it is gone. */
function useOtherRecipient(
  environment: string,
  known: readonly SelectOption[] | null,
  chosen: string,
): SelectOption | null {
  const isOther = known !== null && chosen !== '' && !known.some(({ id }) => id === chosen);
  const reference = isOther ? parseRecipientKey(chosen) : null;
  const dataVersion = useDataStore((state) => state.versions[environment] ?? 0);
  const object = useEngineQuery(
    'objects.get',
    reference === null || typeof reference === 'string' ? null : { environment, object: reference },
    dataVersion,
  ).data;
  return useMemo(() => {
    if (!isOther || object === null) return null;
    return object === undefined ? { id: chosen, label: chosen } : { ...recipientOption(object), id: chosen };
  }, [isOther, object, chosen]);
}

export function labelOf(options: readonly SelectOption[], id: string | null): string | null {
  return options.find((option) => option.id === id)?.label ?? null;
}

function pick(options: readonly SelectOption[], chosen: string): string | null {
  return options.some((option) => option.id === chosen) ? chosen : (options[0]?.id ?? null);
}
