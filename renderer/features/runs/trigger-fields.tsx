import { useCallback, useEffect, useMemo } from 'react';
import { exactRecipients, heldRecipients } from '../../../core/contract/index.ts';
import { useApp, useDataStore, useDocuments } from '../../stores/app-context.tsx';
import { documentName, selectDocument } from '../../stores/documents.ts';
import { useDocumentList } from '../../stores/use-document.ts';
import { runs as words } from '../../strings/runs.ts';
import { NumberField } from '../../ui/number-field.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { ClockFields } from './clock-fields.tsx';
import { ConcurrencyFields } from './concurrency-fields.tsx';
import { EventFields } from './event-fields.tsx';
import { RecipientsFields } from './recipients-fields.tsx';
import { ReferenceField } from './reference-field.tsx';
import type { SetupProblems, TriggerDraft } from './run-setup.ts';
import type { NoteUnreadable, UnreadableText, UnreadableTexts } from './use-unreadable.ts';

interface TriggerFieldsProps {
  value: TriggerDraft;
  onChange: (patch: Partial<TriggerDraft>) => void;
  problems: SetupProblems;
  unreadable: UnreadableTexts;
  noteUnreadable: NoteUnreadable;
}

/** Everything that a run and a scenario both say. */
export function TriggerFields({ value, onChange, problems, unreadable, noteUnreadable }: TriggerFieldsProps) {
  const app = useApp();
  const workflows = useDocumentList('workflow');
  const environments = useDocumentList('environment');
  const eventTypes = useDocumentList('event-type');
  const settings = useDocuments((state) => selectDocument(state, 'settings', 'workspace')?.value);
  const projects = useDataStore((state) => state.projects[value.environment]);
  const { recipients: held, recipientsText } = value;
  const recipients = useMemo(() => exactRecipients({ recipients: held, recipientsText }), [held, recipientsText]);
  useEffect(() => {
    if (environments.some(({ key }) => key === value.environment)) app.data.wantProjects(value.environment);
  }, [app, environments, value.environment]);
  const noteEvent = useCallback((text: UnreadableText | null) => noteUnreadable('event', text), [noteUnreadable]);
  const noteActor = useCallback((text: UnreadableText | null) => noteUnreadable('actor', text), [noteUnreadable]);
  const environment = environments.find(({ key }) => key === value.environment);
  const environmentName = environment === undefined ? value.environment : documentName(environment);
  return (
    <>
      <SelectField
        label={words.workflow}
        options={workflows.map((workflow) => ({ id: workflow.key, label: documentName(workflow) }))}
        value={value.workflow === '' ? null : value.workflow}
        placeholder={words.noWorkflow}
        hint={workflows.length === 0 ? words.noWorkflows : undefined}
        error={problems.workflow}
        onChange={(workflow) => onChange({ workflow })}
      />
      <EventFields
        event={value.event}
        eventTypes={eventTypes}
        error={problems.event}
        onChange={(event) => onChange({ event })}
        unreadable={unreadable.event}
        onUnreadable={noteEvent}
      />
      <RecipientsFields
        recipients={recipients}
        settings={settings}
        projects={projects?.rows?.map(({ object, name }) => ({ id: object.id, name })) ?? null}
        environmentName={environmentName}
        error={problems.recipients}
        unreadable={unreadable.recipients}
        onUnreadable={(text) => noteUnreadable('recipients', text)}
        onChange={(next) => onChange(heldRecipients(next))}
      />
      <SelectField
        label={words.environment}
        options={environments.map((environment) => ({ id: environment.key, label: documentName(environment) }))}
        value={value.environment}
        error={problems.environment}
        onChange={(environment) => onChange({ environment })}
      />
      <ClockFields clock={value.clock} error={problems.clock} onChange={(clock) => onChange({ clock })} />
      <ReferenceField
        label={words.actor}
        hint={words.actorHint}
        placeholder={words.actorPlaceholder}
        value={value.actor}
        unreadable={unreadable.actor}
        onUnreadable={noteActor}
        onChange={(actor) => onChange({ actor })}
      />
      <TextField
        label={words.tenant}
        hint={words.tenantHint}
        placeholder={words.tenantPlaceholder}
        value={value.tenant ?? ''}
        error={problems.tenant}
        onChange={(tenant) => onChange({ tenant: tenant === '' ? null : tenant })}
      />
      <NumberField
        label={words.seed}
        hint={words.seedHint}
        min={0}
        max={Number.MAX_SAFE_INTEGER}
        value={value.seed}
        error={problems.seed}
        onChange={(seed) => onChange({ seed })}
      />
      <ConcurrencyFields
        value={value.concurrency}
        onChange={(concurrency) => onChange({ concurrency })}
        unreadable={unreadable}
        noteUnreadable={noteUnreadable}
      />
    </>
  );
}
