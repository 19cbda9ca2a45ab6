import type { PreviewContext } from '../../contract/payloads.ts';
import type { DocumentKind, EventType, JsonObject, RecipientReference } from '../../model/index.ts';
import { shapeOfSchema, shapeOfScopes, type ValueShape, withShapeAt } from '../../template/index.ts';
import type { EngineContext } from '../engine-context.ts';
import { buildPreviewScope } from './preview-scope.ts';

/** A scope under the name of the sample it was built from. */
export interface SampleScope {
  name: string;
  scope: JsonObject;
}

/** Recipients beside the chosen one that are looked at to tell what may be missing. */
const recipientLimit = 50;

/** The scope of every sample of the context's event type; of the context alone when it has plain data. */
export function sampleScopes(context: EngineContext, preview: PreviewContext): SampleScope[] {
  const nowMs = context.nowMs();
  const scopeOf = (event: PreviewContext['event']) => buildPreviewScope(context, { ...preview, event }, nowMs).scope;
  const { event } = preview;
  if (!('type' in event)) return [{ name: 'data', scope: scopeOf(event) }];
  const eventType = context.workspace.get('event-type', event.type)?.value;
  const samples = (eventType?.examples ?? []).map(({ name }) => ({
    name,
    scope: scopeOf({ type: event.type, sample: name }),
  }));
  if ('payload' in event) samples.unshift({ name: 'payload', scope: scopeOf(event) });
  // An event type without samples is refused in words, as a preview of it is.
  return samples.length > 0 ? samples : [{ name: '', scope: scopeOf(event) }];
}

/**
 * What a text can reach in a context: all samples of the event type, other recipients of the chosen one's collection,
 * and the event type's schema, which counts for more than samples.
 */
export function scopeShape(context: EngineContext, preview: PreviewContext): ValueShape | null {
  const samples = sampleScopes(context, preview);
  const [first] = samples;
  const others = otherRecipients(context, preview).map(
    (recipient) => buildPreviewScope(context, { ...preview, recipient, via: null }, context.nowMs()).scope.recipient,
  );
  const scopes = samples.map(({ scope }) => scope);
  const withOthers =
    first === undefined ? [] : others.map((recipient) => ({ ...first.scope, recipient: recipient ?? null }));
  const shape = shapeOfScopes([...scopes, ...withOthers]);
  const eventType = eventTypeOf(context, preview);
  if (shape === null || eventType === null) return shape;
  const { payloadField } = context.workspace.settings();
  const payload = shapeOfSchema(eventType.schema);
  return withShapeAt(withShapeAt(shape, ['data', payloadField], payload), [payloadField], payload);
}

export interface ShapeCache {
  of(preview: PreviewContext): ValueShape | null;
}

/** Documents that a template reads nothing of; channels are saved while one types in them. */
const unreadKinds: ReadonlySet<DocumentKind> = new Set(['channel', 'partial', 'workflow', 'receiver', 'scenario']);

/** Shapes of contexts, kept until something they are made of changes: an editor asks for the same one at every key. */
export function createShapeCache(context: EngineContext): ShapeCache {
  const known = new Map<string, ValueShape | null>();
  context.events.on('documents.changed', ({ kind }) => {
    if (!unreadKinds.has(kind)) known.clear();
  });
  context.events.on('data.changed', () => known.clear());
  return {
    of(preview) {
      const key = JSON.stringify(preview);
      const shape = known.get(key);
      if (shape !== undefined) return shape;
      const made = scopeShape(context, preview);
      if (known.size >= 20) known.clear();
      known.set(key, made);
      return made;
    },
  };
}

export function eventTypeOf(context: EngineContext, { event }: PreviewContext): EventType | null {
  return 'type' in event ? (context.workspace.get('event-type', event.type)?.value ?? null) : null;
}

function otherRecipients(context: EngineContext, { recipient, environment }: PreviewContext): RecipientReference[] {
  if (recipient === null) return [];
  const data = context.workspace.data(environment);
  const found: RecipientReference[] = [];
  const candidates = typeof recipient === 'string' ? data.users() : data.objects(recipient.collection);
  for (const candidate of candidates) {
    if (found.length === recipientLimit) break;
    const id = candidate.id;
    if (id !== (typeof recipient === 'string' ? recipient : recipient.id)) {
      found.push(typeof recipient === 'string' ? id : { collection: recipient.collection, id });
    }
  }
  return found;
}
