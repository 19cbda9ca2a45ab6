import { useCallback, useEffect, useRef, useState } from 'react';
import { CommandError, type ObjectRecord } from '../../../core/contract/index.ts';
import type { App } from '../../stores/app.ts';
import { useApp } from '../../stores/app-context.tsx';
import { attempt } from '../../stores/attempt.ts';
import { toCommandError } from '../../stores/command-failure.ts';
import { webhooksId } from '../../stores/data.ts';
import { isSameJson } from '../../stores/same-json.ts';
import { projects as words } from '../../strings/projects.ts';
import { takeIdFromName } from '../recipient-id.ts';
import { useCollections } from './collections.ts';
import { saveSigningKey } from './signing-key-actions.ts';
import {
  problemsOf,
  type TypedFields,
  unfitFields,
  type WebhookProblems,
  withoutSaved,
  writeFitFields,
} from './typed-fields.ts';
import { keepUnfit, typedInto, unsavedForms } from './unsaved-forms.ts';
import { saveWebhook, type WebhookPlace } from './webhook-actions.ts';
import { readWebhook, signingKeyProperty, type WebhookFields } from './webhook-model.ts';

const saveDelayMs = 400;

export interface WebhookForm {
  fields: WebhookFields;
  problems: WebhookProblems;
  status: 'saved' | 'waiting' | 'saving' | 'invalid' | 'failed';
  error: CommandError | null;
  change(patch: Partial<WebhookFields>): void;
  /** A new webhook takes its id from its first name of its own, once that is typed. */
  leaveName(): void;
  /** Saved by itself, however unfit the fields are. */
  setKey(key: string): Promise<ObjectRecord>;
  flush(): void;
}

/**
 * A webhook being edited. What is typed is saved by itself, field by field as each is fit; what is not stays in the form.
 * A change from elsewhere shows as soon as nothing typed is waiting.
 */
export function useWebhookForm(place: WebhookPlace, object: ObjectRecord): WebhookForm {
  const app = useApp();
  const { eventTypesProperty } = useCollections();
  const formId = `${place.environment}/${object.id}`;
  const [typed, setTyped] = useState<TypedFields | null>(() => typedInto(app, formId));
  const [isSaving, setIsSaving] = useState(false);
  const [error, setError] = useState<CommandError | null>(null);
  const stored = readWebhook(object, eventTypesProperty);
  const fields = { ...stored, ...typed };
  const unfit = unfitFields(typed ?? {}, stored);

  const latest = useRef({ app, place, object, typed, unfit, eventTypesProperty });
  latest.current = { app, place, object, typed, unfit, eventTypesProperty };
  /** Saves go one after the other: each starts from what the one before has stored. */
  const lastSave = useRef<Promise<unknown>>(Promise.resolve());
  const lastSaved = useRef<TypedFields | null>(null);
  const isNameTyped = useRef(false);
  const inTurn = useCallback(<T>(work: () => Promise<T>): Promise<T> => {
    const next = lastSave.current.then(work, work);
    lastSave.current = next;
    return next;
  }, []);
  const saveFields = useCallback(async () => {
    const now = latest.current;
    const values = now.typed;
    if (values === null || values === lastSaved.current) return;
    setIsSaving(true);
    try {
      const before = storedWebhook(now.app, now.place, now.object);
      // Deleted meanwhile: saving would bring it back. Whoever does finds what was typed.
      if (before === null) {
        unsavedForms(now.app).fields.set(`${now.place.environment}/${now.object.id}`, values);
        return;
      }
      const after = writeFitFields(before, values, now.eventTypesProperty);
      if (!isSameJson(before, after)) {
        await saveWebhook(now.app, now.place, before, after);
        await settled(now.app, now.place, after);
      }
      lastSaved.current = values;
      setTyped((current) =>
        withoutSaved(current, values, unfitFields(values, readWebhook(after, now.eventTypesProperty))),
      );
      setError(null);
    } catch (cause) {
      setError(toCommandError(cause));
    } finally {
      setIsSaving(false);
    }
  }, []);
  const save = useCallback(() => inTurn(saveFields), [inTurn, saveFields]);

  useEffect(() => {
    if (typed === null) return;
    const timer = setTimeout(() => void save(), saveDelayMs);
    return () => clearTimeout(timer);
  }, [typed, save]);
  useEffect(() => {
    if (typed === null) unsavedForms(app).fields.delete(formId);
    else unsavedForms(app).fields.set(formId, typed);
    keepUnfit(app, formId, latest.current.unfit);
  }, [app, formId, typed]);
  // What is fit to save goes out when the form is left; the rest waits for it to be opened again.
  useEffect(
    () => () => {
      const { typed: left, unfit: unsaved } = latest.current;
      if (left === null) return;
      if (unsaved === null) unsavedForms(app).fields.delete(formId);
      else unsavedForms(app).fields.set(formId, unsaved);
      void save();
    },
    [app, formId, save],
  );

  return {
    fields,
    problems: problemsOf(fields),
    status: statusOf({ hasFailed: error !== null, isUnfit: unfit !== null, isSaving, isTyped: typed !== null }),
    error,
    change: (patch) => {
      if (patch.name !== undefined) isNameTyped.current = true;
      setTyped((current) => ({ ...current, ...patch }));
    },
    leaveName() {
      if (!isNameTyped.current) return;
      isNameTyped.current = false;
      const { name } = fields;
      void save();
      void attempt(app, () =>
        inTurn(() =>
          takeIdFromName(app, place.environment, { object: latest.current.object, name, newName: words.newWebhook }),
        ),
      );
    },
    setKey: (key) =>
      inTurn(async () => {
        const before = storedWebhook(app, place, object);
        if (before === null) throw new CommandError('not-found', words.webhookGone);
        const stored = await saveSigningKey(app, place, before, key);
        await settled(app, place, stored);
        return stored;
      }),
    flush: () => {
      if (typed !== null) void save();
    },
  };
}

/** The webhook as the list has it now (rendering may not have come to it yet); null = it is gone. */
function storedWebhook(app: App, { environment, projectId }: WebhookPlace, known: ObjectRecord): ObjectRecord | null {
  const rows = app.data.store.getState().webhooks[webhooksId(environment, projectId)]?.rows;
  return rows === undefined ? known : (rows.find((row) => row.object.id === known.id)?.object ?? null);
}

/** Waits until the list shows what was saved, so that the form does not flicker back to the old values. */
function settled(app: App, place: WebhookPlace, after: ObjectRecord): Promise<void> {
  const shows = (): boolean => {
    const shown = storedWebhook(app, place, after)?.properties ?? after.properties;
    return ['name', 'url', signingKeyProperty].every((name) => shown[name] === after.properties[name]);
  };
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

interface FormSituation {
  hasFailed: boolean;
  isUnfit: boolean;
  isSaving: boolean;
  isTyped: boolean;
}

function statusOf({ hasFailed, isUnfit, isSaving, isTyped }: FormSituation): WebhookForm['status'] {
  if (hasFailed) return 'failed';
  if (isUnfit) return 'invalid';
  if (isSaving) return 'saving';
  return isTyped ? 'waiting' : 'saved';
}
