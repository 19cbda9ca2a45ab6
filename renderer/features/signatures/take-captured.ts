import type { App } from '../../stores/app.ts';
import { selectDocument } from '../../stores/documents.ts';
import { keyBehind } from './key-behind.ts';
import { choiceFields, fromCaptured, type LabForm } from './lab-form.ts';

type FormChange = (form: LabForm) => LabForm;

/**
 * What a request that a receiver got makes of the lab's form: the request at the receiver's own address, its scheme with
 * the settings of it, and its keys where they stand in the workspace. Rejects when the request is no longer kept.
 */
export async function takeReceived(app: App, environment: string, id: string): Promise<FormChange> {
  const { receiver, target, ...request } = await app.engine.call('receivers.request', { id });
  const verification = selectDocument(app.documents.getState(), 'receiver', receiver)?.value.verification ?? null;
  const address = app.receivers.getState().states[receiver]?.url ?? null;
  const texts = verification === null ? [] : [verification, ...(verification.previousKeys ?? [])].map(({ key }) => key);
  const known = await Promise.all(texts.map((text) => keyBehind(app, environment, text)));
  const keys = known.filter((key) => key !== null);
  return (form) => ({
    ...fromCaptured(form, { ...request, url: urlAt(address, target) }),
    ...(verification === null ? {} : choiceFields(form, verification.scheme)),
    keys: keys.length === 0 ? form.keys : keys,
  });
}

/** The same for a request that was sent from here. A key that differs by recipient cannot be known; the channel's can. */
export async function takeSent(app: App, environment: string, attemptId: string): Promise<FormChange> {
  const { request, startedAtMs, channel } = await app.engine.call('deliveries.get', { attemptId });
  const signing = selectDocument(app.documents.getState(), 'channel', channel)?.value.signing ?? null;
  const key = signing === null ? null : await keyBehind(app, environment, signing.key);
  return (form) => ({
    ...fromCaptured(form, { ...request, receivedAtMs: startedAtMs }),
    ...(signing === null ? {} : choiceFields(form, signing.scheme, `channel/${channel}`)),
    keys: key === null ? form.keys : [key],
  });
}

/** The request's own path and query at a receiver's address; the target alone for a receiver that has none now. */
export function urlAt(address: string | null, target: string): string {
  return address !== null && URL.canParse(target, address) ? new URL(target, address).href : target;
}
