import { useCallback, useEffect, useRef, useState } from 'react';
import type { CommandError, ObjectRecord } from '../../../core/contract/index.ts';
import type { App } from '../../stores/app.ts';
import { useApp } from '../../stores/app-context.tsx';
import { toCommandError } from '../../stores/command-failure.ts';
import { projects as words } from '../../strings/projects.ts';
import { useCollections } from './collections.ts';
import { readJsonObject } from './json-object-text.ts';
import { unsavedForms } from './unsaved-forms.ts';
import { saveWebhook, type WebhookPlace } from './webhook-actions.ts';
import { isCallableUrl, readWebhook, type WebhookFields, writeWebhook } from './webhook-model.ts';

const saveDelayMs = 400;

export interface WebhookForm {
  fields: WebhookFields;
  problems: { name?: string; url?: string; other?: string };
  status: 'saved' | 'waiting' | 'saving' | 'invalid' | 'failed';
  error: CommandError | null;
  change(patch: Partial<WebhookFields>): void;
  setKey(key: string): Promise<void>;
  flush(): void;
}

/**
 * A webhook being edited. Typed values stay in the form until they are fit to save; then they are saved by themselves.
 * A change from elsewhere shows as soon as nothing typed is waiting.
 */
export function useWebhookForm(place: WebhookPlace, object: ObjectRecord): WebhookForm {
  const app = useApp();
  const { eventTypesProperty } = useCollections();
  const formId = `${place.environment}/${object.id}`;
  const [typed, setTyped] = useState<WebhookFields | null>(() => unsavedForms(app).get(formId) ?? null);
  const [isSaving, setIsSaving] = useState(false);
  const [error, setError] = useState<CommandError | null>(null);
  const fields = typed ?? readWebhook(object, eventTypesProperty);
  const problems = problemsOf(fields);
  const isFit = Object.keys(problems).length === 0;

  const latest = useRef({ app, place, object, typed, eventTypesProperty });
  latest.current = { app, place, object, typed, eventTypesProperty };
  const save = useCallback(async (newKey: string | null) => {
    const now = latest.current;
    const values = now.typed ?? readWebhook(now.object, now.eventTypesProperty);
    const other = readJsonObject(values.otherText);
    if (!other.ok || Object.keys(problemsOf(values)).length > 0) return;
    setIsSaving(true);
    try {
      const after = writeWebhook(now.object, values, other.value, now.eventTypesProperty);
      await saveWebhook(now.app, now.place, now.object, after, newKey);
      await settled(now.app, now.place, after);
      setTyped((current) => (current === now.typed ? null : current));
      setError(null);
    } catch (cause) {
      setError(toCommandError(cause));
    } finally {
      setIsSaving(false);
    }
  }, []);

  useEffect(() => {
    if (typed === null || Object.keys(problemsOf(typed)).length > 0) return;
    const timer = setTimeout(() => void save(null), saveDelayMs);
    return () => clearTimeout(timer);
  }, [typed, save]);
  useEffect(() => {
    if (typed === null) unsavedForms(app).delete(formId);
    else unsavedForms(app).set(formId, typed);
  }, [app, formId, typed]);
  // What is fit to save goes out when the form is left; the rest waits for it to be opened again.
  useEffect(
    () => () => {
      const left = latest.current.typed;
      if (left === null || Object.keys(problemsOf(left)).length > 0) return;
      unsavedForms(app).delete(formId);
      void save(null);
    },
    [app, formId, save],
  );

  return {
    fields,
    problems,
    status: error !== null ? 'failed' : !isFit ? 'invalid' : isSaving ? 'saving' : typed !== null ? 'waiting' : 'saved',
    error,
    change: (patch) => setTyped((current) => ({ ...(current ?? readWebhook(object, eventTypesProperty)), ...patch })),
    setKey: (key) => save(key),
    flush: () => {
      if (typed !== null) void save(null);
    },
  };
}

/** Waits until the list shows what was saved, so that the form does not flicker back to the old values. */
function settled(app: App, { environment, projectId }: WebhookPlace, after: ObjectRecord): Promise<void> {
  const shows = (): boolean =>
    app.data.store
      .getState()
      .webhooks[`${environment}/${projectId}`]?.rows.some(
        (row) =>
          row.object.id === after.id &&
          row.object.properties.name === after.properties.name &&
          row.object.properties.url === after.properties.url,
      ) ?? true;
  if (shows()) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = app.data.store.subscribe(() => {
      if (shows()) finish();
    });
    // The list may have been read before the save was told of; it will be read again.
    const timer = setTimeout(() => finish(), 1000);
    const finish = (): void => {
      stop();
      clearTimeout(timer);
      resolve();
    };
  });
}

function problemsOf(fields: WebhookFields): WebhookForm['problems'] {
  const other = readJsonObject(fields.otherText);
  return {
    ...(fields.name.trim() === '' ? { name: words.nameMissing } : {}),
    ...(fields.url.trim() === ''
      ? { url: words.urlMissing }
      : isCallableUrl(fields.url)
        ? {}
        : { url: words.urlInvalid }),
    ...(other.ok ? {} : { other: other.message }),
  };
}
