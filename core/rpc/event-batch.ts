import type { EventPayload } from '../contract/commands.ts';
import type { EventEnvelope } from '../contract/wire.ts';

/** One frame at 60 per second: more often nobody can see. */
export const eventFrameMs = 16;

/** Messages of events that the reader has not heard yet; with so many under way the next ones wait here. */
export const unheardLimit = 32;
/** Events that wait for a reader, states counted once, each attempt, and a document as many: it may be long. */
export const waitingLimit = 2000;
const documentWeight = 20;

export interface EventBatch {
  add(event: EventEnvelope): void;
  /** The reader has got so many messages of events. */
  heard(count: number): void;
  close(): void;
}

/** `isGap`: events before these have been dropped; the reader must read everything anew. */
export type SendEvents = (events: EventEnvelope[], isGap: boolean) => void;

/**
 * Gathers events and gives them on at most once per frame. States replace their older selves, attempts of one run are
 * joined; what is told last is always the newest. A reader that does not read is not sent more and more: what comes is
 * gathered, and when that is too much it is dropped, and the reader told so as soon as it reads again.
 */
export function createEventBatch(send: SendEvents): EventBatch {
  /** By identity; a Map keeps the order of insertion. */
  let waiting = new Map<string, EventEnvelope>();
  let waitingCount = 0;
  let unique = 0;
  let unheard = 0;
  let isHeld = false;
  let isGap = false;
  let timer: NodeJS.Timeout | null = null;

  function clear(): void {
    waiting = new Map();
    waitingCount = 0;
  }

  function flush(): void {
    timer = null;
    isHeld = unheard >= unheardLimit;
    if (isHeld) {
      dropWhatIsTooMuch();
      return;
    }
    if (waiting.size === 0 && !isGap) return;
    const events = [...waiting.values()];
    const gap = isGap;
    clear();
    isGap = false;
    unheard += 1;
    send(events, gap);
  }

  /** An answer does not wait for a frame: one that knows of the new key already must not come before whoever follows to it. */
  function flushNow(): void {
    if (timer !== null) clearTimeout(timer);
    flush();
  }

  function dropWhatIsTooMuch(): void {
    if (waitingCount <= waitingLimit) return;
    isGap = true;
    clear();
  }

  return {
    add(event) {
      // Of a gap nothing more needs to be told: all of it is read anew.
      if (isGap) return;
      if (event.name === 'runs.attempts') {
        const payload = event.payload as EventPayload<'runs.attempts'>;
        addAttempts(waiting, payload);
        waitingCount += payload.attempts.length;
      } else {
        const identity = identityOf(event) ?? `${++unique}`;
        if (!waiting.delete(identity)) waitingCount += event.name === 'documents.changed' ? documentWeight : 1;
        waiting.set(identity, event);
      }
      if (isHeld) dropWhatIsTooMuch();
      else if (event.name === 'documents.renamed') flushNow();
      else timer ??= setTimeout(flush, eventFrameMs);
    },
    heard(count) {
      unheard = Math.max(0, unheard - count);
      if (isHeld && unheard < unheardLimit) flush();
    },
    close() {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      isGap = true;
      isHeld = true;
      clear();
    },
  };
}

function addAttempts(waiting: Map<string, EventEnvelope>, payload: EventPayload<'runs.attempts'>): void {
  const identity = `attempts ${payload.runId}`;
  const earlier = waiting.get(identity)?.payload as EventPayload<'runs.attempts'> | undefined;
  if (earlier === undefined) {
    // A copy: other connections hold the same payload.
    waiting.set(identity, {
      name: 'runs.attempts',
      payload: { runId: payload.runId, attempts: [...payload.attempts] },
    });
  } else {
    earlier.attempts.push(...payload.attempts);
  }
}

/** Events with the same identity replace each other; null = each one counts. */
function identityOf(event: EventEnvelope): string | null {
  switch (event.name) {
    case 'runs.progress':
      return `progress ${(event.payload as EventPayload<'runs.progress'>).run.id}`;
    case 'receivers.state':
      return `receiver ${(event.payload as EventPayload<'receivers.state'>).receiver}`;
    case 'workspace.problems':
      return 'problems';
    case 'templates.checking':
      return 'checking';
    case 'data.changed': {
      const change = event.payload as EventPayload<'data.changed'>;
      return `data ${change.environment} ${change.origin}`;
    }
    default:
      return null;
  }
}
