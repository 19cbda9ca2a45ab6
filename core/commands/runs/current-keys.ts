import { CommandError } from '../../contract/errors.ts';
import { type Channel, type JsonObject, parseRecipientKey, type Trigger } from '../../model/index.ts';
import { createScopeBuilder, type ExpandedRecipient, expandRecipients } from '../../workflow/index.ts';
import type { EngineContext } from '../engine-context.ts';
import { recipientDirectory } from '../environments/recipient-directory.ts';
import { expandedRecipient } from '../studio/preview-scope.ts';
import { channelTemplate } from '../studio/template-commands.ts';
import { scopeSource } from './run-definition.ts';

/** The keys of a channel for one recipient, as they render now. */
export interface CurrentKeys {
  channel: Channel;
  signing: NonNullable<Channel['signing']>;
  /** May be blank. */
  current: string;
  /** Of the channel's previous keys, in their order. */
  previous: readonly { key: string; validUntil: string }[];
  /** The recipient's properties as they are stored, references to variables included. */
  recipientProperties: JsonObject;
}

export interface KeyQuestion {
  /** The channel's key. */
  channel: string;
  /** `recipientKey()`. */
  recipient: string;
  messageId: string;
}

/** A run whose data, actor and tenant the templates of keys may show. */
export interface KeyRun {
  trigger: Trigger;
  runId: string;
  startedAtMs: number;
}

/**
 * Finds the keys with which channels would sign now for recipients of a run. Throws `not-found` for an environment, and
 * the function it gives for a channel that no longer exists or does not sign (`field` is `channel`), and `conflict` for a
 * key that does not render.
 */
export function createKeyFinder(context: EngineContext, run: KeyRun, recipients: Iterable<string>) {
  const { environment } = run.trigger;
  const templates = context.templates.of(environment);
  const buildScope = createScopeBuilder(scopeSource(context, run.trigger, run.runId, run.startedAtMs));
  const expanded = expandNamed(context, run.trigger, new Set(recipients));

  return ({ channel: key, recipient, messageId }: KeyQuestion): CurrentKeys => {
    const channel = context.workspace.get('channel', key)?.value;
    if (channel === undefined) {
      throw new CommandError('not-found', `The channel "${key}" no longer exists.`, { field: 'channel' });
    }
    if (channel.signing === null) {
      throw new CommandError('not-found', `The channel "${key}" does not sign its requests now.`, { field: 'channel' });
    }
    const named = expanded(recipient);
    const rendered = templates.compile(keyTemplate(channel)).render(buildScope(named, messageId));
    if (!rendered.ok) {
      throw new CommandError('conflict', `The signing key of the channel "${key}" cannot be rendered now.`, {
        details: rendered.diagnostics.map(({ message }) => message).join('\n'),
      });
    }
    return {
      channel,
      signing: channel.signing,
      current: rendered.signingKey ?? '',
      previous: rendered.previousKeys ?? [],
      recipientProperties: named.recipient.properties,
    };
  };
}

/** Only the keys are asked for, so the rest of the request stays out: it may not render any more. */
function keyTemplate(channel: Channel) {
  return channelTemplate({
    ...channel,
    bodyFormat: 'text',
    request: { method: 'post', url: 'http://localhost/', headers: [], query: [], body: '' },
  });
}

/** Recipients as the run reached them: with inline properties and by their subscription. Who is gone is looked up alone. */
function expandNamed(context: EngineContext, trigger: Trigger, wanted: Set<string>) {
  const directory = recipientDirectory(context.workspace.data(trigger.environment));
  const found = new Map<string, ExpandedRecipient>();
  for (const recipient of expandRecipients(trigger, directory)) {
    if (wanted.delete(recipient.key)) found.set(recipient.key, recipient);
    if (wanted.size === 0) break;
  }
  return (key: string) => found.get(key) ?? expandedRecipient(parseRecipientKey(key), null, directory);
}
