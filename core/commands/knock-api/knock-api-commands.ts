import type { CommandHandlers } from '../../contract/commands.ts';
import { CommandError } from '../../contract/errors.ts';
import type { RunRequest } from '../../contract/payloads.ts';
import type { KnockApi, KnockApiPorts, KnockData, KnockTrigger } from '../../knock-api/index.ts';
import {
  createTurns,
  defaultConcurrency,
  heldEvent,
  heldRecipients,
  type JsonObject,
  type KnockApiSettings,
  type KnockApiState,
  type KnockCall,
  mergeExact,
  recipientReferenceOf,
  type TriggerRecipient,
  tenantCollection,
} from '../../model/index.ts';
import type { EngineContext } from '../engine-context.ts';
import { environmentOf } from '../environments/environment-vars.ts';
import { triggerOf } from '../runs/trigger-of.ts';
import { withKeysStored } from '../secrets/records-with-keys.ts';
import { type SigningKeyProperties, signingKeyProperties } from '../secrets/signing-key-properties.ts';
import type { KnockApiFile } from './knock-api-file.ts';
import { knockLog } from './knock-log.ts';

type Names = 'knockApi.state' | 'knockApi.start' | 'knockApi.stop' | 'knockApi.revealKey' | 'knockApi.calls';

/** The newest calls are kept, for as long as the engine lives. */
const keptCalls = 200;

/** How the triggers of callers become runs: the engine's own command. */
interface RunPort {
  start(request: RunRequest): Promise<{ runId: string }>;
  numberOf(runId: string): Promise<number>;
}

/** The local Knock API and its switch. `serveUnder`: the environment has another key. `close` is for the end of the engine. */
export function createKnockApiCommands(
  context: EngineContext,
  file: KnockApiFile,
  runs: RunPort,
): {
  handlers: Pick<CommandHandlers, Names>;
  serveUnder(from: string, to: string): Promise<void>;
  close(): Promise<void>;
} {
  const { events } = context;
  const calls: KnockCall[] = [];
  let callCount = 0;
  let api: KnockApi | null = null;
  let settings: KnockApiSettings | null = file.settings();
  /** What it serves while it is on. */
  let served: KnockApiSettings | null = null;
  // Two windows may switch at once.
  const inTurn = createTurns();

  const state = (): KnockApiState => ({ baseUrl: api?.baseUrl ?? null, settings });

  function tellState(): KnockApiState {
    events.emit('knockApi.state', state());
    return state();
  }

  function onCall(call: Omit<KnockCall, 'number'>): void {
    callCount += 1;
    const numbered = { number: callCount, ...call };
    calls.unshift(numbered);
    if (calls.length > keptCalls) calls.pop();
    events.emit('knockApi.called', numbered);
  }

  async function stop(): Promise<KnockApiState> {
    await api?.close();
    api = null;
    return tellState();
  }

  return {
    handlers: {
      'knockApi.state': state,
      'knockApi.start': (wanted) =>
        inTurn(async () => {
          if (api !== null) {
            throw new CommandError('conflict', `The Knock API is on already, at ${api.baseUrl}. Switch it off first.`);
          }
          environmentOf(context, wanted.environment);
          const key = await file.key();
          // Most sessions never switch it on: its libraries are loaded by those that do.
          const { openKnockApi } = await import('../../knock-api/index.ts');
          served = wanted;
          const ports = knockApiPorts(context, () => served ?? wanted, runs, onCall);
          api = await openKnockApi({ port: wanted.port, key, appVersion: context.appVersion }, ports);
          // The port that was found stays, so that the address does.
          settings = { ...served, port: api.port };
          await file.save(settings).catch(async (error: unknown) => {
            await stop();
            throw error;
          });
          return tellState();
        }),
      'knockApi.stop': () => inTurn(stop),
      'knockApi.revealKey': async () => ({ key: await file.key() }),
      'knockApi.calls': () => ({ calls: [...calls], total: callCount }),
    },
    async serveUnder(from, to) {
      // At once: a call may come before its turn does.
      if (served?.environment === from) served = { ...served, environment: to };
      await inTurn(async () => {
        if (settings?.environment !== from) return;
        settings = { ...settings, environment: to };
        tellState();
        // What it is switched on with next can be chosen again: no reason to refuse the rename.
        await file.save(settings).catch(() => undefined);
      });
    },
    close: () =>
      inTurn(async () => {
        await api?.close();
        api = null;
      }),
  };
}

function knockApiPorts(
  context: EngineContext,
  served: () => KnockApiSettings,
  runs: RunPort,
  onCall: KnockApiPorts['onCall'],
): KnockApiPorts {
  const { workspace } = context;
  const environment = () => served().environment;

  function requestOf({ workflow, recipients, data, actor, tenant }: KnockTrigger): RunRequest {
    const { recipientsText, ...held } = heldRecipients(recipients);
    return {
      workflow,
      environment: environment(),
      ...held,
      ...(recipientsText === undefined ? {} : { recipientsText }),
      actor,
      tenant,
      event: heldEvent(null, data),
      clock: served().clock,
      seed: 0,
      concurrency: defaultConcurrency,
      scenario: null,
    };
  }

  function data(): KnockData {
    // Without it the records of an environment that was removed meanwhile would be written anew.
    environmentOf(context, environment());
    const stored = workspace.data(environment());
    return {
      ...stored,
      // Files hold no literal signing key.
      putAll: async ({ subscriptions = [], ...records }) =>
        stored.putAll({ ...(await withKeysStored(context, environment(), records)), subscriptions }),
    };
  }

  /** The same for the trigger's own copy, which the log keeps: what was stored by now stands in place of the key. */
  function withKeysReferred(named: TriggerRecipient, names: SigningKeyProperties): TriggerRecipient {
    if (typeof named === 'string') return named;
    const reference = recipientReferenceOf(named);
    const data = workspace.data(environment());
    const stored = typeof reference === 'string' ? data.user(reference) : data.object(reference);
    const keys: JsonObject = {};
    for (const property of named.collection === tenantCollection ? names.tenants : names.recipients) {
      if (stored === null || !Object.hasOwn(named, property) || !Object.hasOwn(stored.properties, property)) continue;
      keys[property] = stored.properties[property] ?? null;
    }
    // The same recipient but for the spelling of its keys.
    return Object.keys(keys).length === 0 ? named : (mergeExact(named as JsonObject, keys) as typeof named);
  }

  return {
    get environment() {
      return environment();
    },
    data,
    workflows: () => workspace.documents().flatMap(({ kind, key }) => (kind === 'workflow' ? [key] : [])),
    prepare(trigger) {
      triggerOf(workspace, requestOf(trigger));
      return {
        async start() {
          const names = signingKeyProperties(workspace);
          const recipients = trigger.recipients.map((named) => withKeysReferred(named, names));
          const { runId } = await runs.start(requestOf({ ...trigger, recipients }));
          return { id: runId, number: await runs.numberOf(runId) };
        },
      };
    },
    log: knockLog(context, environment),
    nowMs: context.nowMs,
    monotonicMs: () => performance.now(),
    newId: context.newId,
    onCall,
  };
}
