import type { EventPayload } from '../contract/commands.ts';
import type { EventEnvelope } from '../contract/wire.ts';

/** One frame at 60 per second: more often nobody can see. */
export const eventFrameMs = 16;

export interface EventBatch {
  add(event: EventEnvelope): void;
  /** Gives what is waiting to the sender now. */
  flush(): void;
  close(): void;
}

/**
 * Gathers events and gives them on at most once per frame. States replace their older selves, attempts of one run are
 * joined; what is told last is always the newest.
 */
export function createEventBatch(send: (events: EventEnvelope[]) => void): EventBatch {
  /** By identity; a Map keeps the order of insertion. */
  let waiting = new Map<string, EventEnvelope>();
  let unique = 0;
  let timer: NodeJS.Timeout | null = null;

  function flush(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (waiting.size === 0) return;
    const events = [...waiting.values()];
    waiting = new Map();
    send(events);
  }

  return {
    add(event) {
      if (event.name === 'runs.attempts') {
        addAttempts(waiting, event.payload as EventPayload<'runs.attempts'>);
      } else {
        const identity = identityOf(event) ?? `${++unique}`;
        waiting.delete(identity);
        waiting.set(identity, event);
      }
      timer ??= setTimeout(flush, eventFrameMs);
    },
    flush,
    close() {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      waiting.clear();
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
