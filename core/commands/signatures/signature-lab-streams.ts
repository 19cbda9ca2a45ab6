import type { StreamHandlers } from '../../contract/commands.ts';
import { CommandError } from '../../contract/errors.ts';
import { createTransport, createTrust } from '../../delivery/index.ts';
import type { ReceivedHttpRequest, SignatureScheme } from '../../model/index.ts';
import type { FindOwnScheme } from '../../signing/index.ts';
import { type NegativeAnswer, runNegativeSuite } from '../../signing/lab.ts';
import type { EngineContext } from '../engine-context.ts';
import { explainSteps } from './explain-steps.ts';
import { chosenScheme, refusingUnsignable } from './signature-lab-commands.ts';

type Names = 'signatures.negativeSuite' | 'signatures.explainSteps';
type Context = Pick<EngineContext, 'nowMs' | 'newId' | 'appVersion' | 'heavyWork'> & {
  receivers: Pick<EngineContext['receivers'], 'states'>;
  findOwn: FindOwnScheme;
  /** Everything that a request may be signed with, by name. */
  schemes(): Readonly<Record<string, SignatureScheme>>;
};

/** How long a consumer may take for one request of the suite. */
const answerTimeoutMs = 10_000;

export function createSignatureLabStreams(context: Context): Pick<StreamHandlers, Names> {
  return {
    async *'signatures.negativeSuite'({ target, scheme, key, oldKey, sample }, signal) {
      const url = 'url' in target ? loopbackUrl(target.url) : receiverUrl(context, target.receiver);
      const transport = createTransport({
        userAgent: `hookbench/${context.appVersion}`,
        connectionsPerOrigin: 1,
        // The consumer is on this machine, with whatever certificate its developer made.
        trust: createTrust({ acceptsAnyOnLoopback: true }),
      });
      const abort = new AbortController();
      if (signal.aborted) abort.abort();
      signal.addEventListener('abort', () => abort.abort());
      const beganMs = context.nowMs();
      const suite = { scheme: chosenScheme(scheme, context.findOwn), key, oldKey, method: 'POST', url, sample };
      try {
        yield* refusingUnsignable(
          runNegativeSuite(
            { ...suite, nowMs: beganMs, newId: () => `msg_${context.newId().replaceAll('-', '')}` },
            {
              send: (request) => sendOne(transport, request, abort.signal),
              isStopped: () => abort.signal.aborted,
              elapsedMs: () => context.nowMs() - beganMs,
            },
          ),
        );
      } finally {
        await transport.close();
      }
    },
    'signatures.explainSteps'({ request, scheme, keys, nowMs }, signal) {
      const input = {
        request,
        scheme: chosenScheme(scheme, context.findOwn),
        keys,
        nowMs: nowMs ?? context.nowMs(),
        presets: context.schemes(),
      };
      return explainSteps(input, signal, context);
    },
  };
}

async function sendOne(
  transport: ReturnType<typeof createTransport>,
  { method, url, headers, body }: ReceivedHttpRequest,
  signal: AbortSignal,
): Promise<NegativeAnswer> {
  const { outcome } = await transport.send(
    { method, url, headers: [...headers], body },
    { timeoutMs: answerTimeoutMs, plainHttp: 'loopback', signal },
  );
  if (outcome.kind === 'response') return { status: outcome.response.status };
  const { kind, detail } = outcome.failure;
  return { failure: `${kind.replaceAll('-', ' ')} (${detail})` };
}

/** Spoiled requests are for one's own machine: elsewhere they would look like an attack. */
function loopbackUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new CommandError('invalid-input', 'Give the whole address, such as http://127.0.0.1:3000/webhooks.', {
      field: 'target.url',
    });
  }
  if (/^(?:localhost|.+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(url.hostname)) return text;
  throw new CommandError(
    'invalid-input',
    `The suite is fired at this machine only, and ${url.hostname} is not on it. Run the consumer locally.`,
    { field: 'target.url' },
  );
}

function receiverUrl({ receivers }: Context, receiver: string): string {
  const state = receivers.states().find((each) => each.receiver === receiver);
  if (state?.status === 'running' && state.url !== null) return state.url;
  throw new CommandError('conflict', `The receiver "${receiver}" does not run: start it first.`, {
    field: 'target.receiver',
  });
}
