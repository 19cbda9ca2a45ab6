import {
  type JsonObject,
  type JsonValue,
  type Rename,
  readSampleKey,
  recipientAfter,
  type TriggerRecipient,
  tenantCollection,
} from '../../../core/contract/index.ts';
import type { App } from '../../stores/app.ts';
import { lastSetupId } from './open-run-setup.ts';

/** Set-ups that were typed, and the one that was run last, name what was renamed by its new key. */
export function followRename({ session }: App, rename: Rename): void {
  session.setState(({ tabState }) => ({
    tabState: Object.fromEntries(
      Object.entries(tabState).map(([id, memory]) => {
        const isSetup = (id === lastSetupId || id.startsWith(`${lastSetupId}:`)) && typeof memory.setup === 'string';
        return [id, isSetup ? { ...memory, setup: withSetupRenamed(memory.setup as string, rename) } : memory];
      }),
    ),
  }));
}

/** The remembered text; as it is when it names something else, or cannot be read. */
export function withSetupRenamed(text: string, rename: Rename): string {
  const { kind, from, to } = rename;
  let setup: JsonValue;
  try {
    setup = JSON.parse(text);
  } catch {
    return text;
  }
  if (typeof setup !== 'object' || setup === null || Array.isArray(setup)) return text;
  const event = objectOf(setup.event);
  if (kind === 'event-type') {
    return event?.type === from ? JSON.stringify({ ...setup, event: { ...event, type: to } }) : text;
  }
  if (kind === 'recipient') {
    const { environment, recipients, actor, tenant } = setup;
    if (environment !== rename.environment || !Array.isArray(recipients)) return text;
    const after = (recipient: JsonValue | undefined) => recipientAfter(recipient as TriggerRecipient, rename);
    return JSON.stringify({
      ...setup,
      recipients: recipients.map(after),
      ...(actor == null ? {} : { actor: after(actor) }),
      ...(rename.collection === tenantCollection && tenant === from ? { tenant: to } : {}),
    });
  }
  if (kind === 'sample') {
    const [before, after] = [readSampleKey(from), readSampleKey(to)];
    const isNamed = event?.type === before?.eventType && event?.sample === before?.sample;
    return isNamed && after !== null ? JSON.stringify({ ...setup, event: { ...event, sample: after.sample } }) : text;
  }
  const isNamed = (kind === 'workflow' || kind === 'environment' || kind === 'scenario') && setup[kind] === from;
  return isNamed ? JSON.stringify({ ...setup, [kind]: to }) : text;
}

function objectOf(value: JsonValue | undefined): JsonObject | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
}
