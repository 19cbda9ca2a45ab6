import type { CommandHandlers } from '../contract/commands.ts';
import { CommandError } from '../contract/errors.ts';
import type { SchemeChoice, SignatureScheme } from '../model/index.ts';
import { type FindOwnScheme, resolveScheme, SigningError, signRequest, verifyRequest } from '../signing/index.ts';
import { explainRequest, parseRequestText, recogniseScheme, signatureSteps, verifierCode } from '../signing/lab.ts';
import type { EngineContext } from './engine-context.ts';

type Names =
  | 'signatures.verify'
  | 'signatures.parse'
  | 'signatures.recognise'
  | 'signatures.sign'
  | 'signatures.explain'
  | 'signatures.steps'
  | 'signatures.verifierCode';

/** What the signature lab asks for; of the workspace it reads its own schemes only. */
export function createSignatureLabCommands(
  context: Pick<EngineContext, 'nowMs' | 'newId'> & { findOwn: FindOwnScheme },
): Pick<CommandHandlers, Names> {
  const schemeOf = (choice: SchemeChoice) => chosenScheme(choice, context.findOwn);
  return {
    'signatures.verify': ({ request, scheme, key, nowMs }) =>
      verifyRequest({ ...request, scheme: schemeOf(scheme), key, nowMs: nowMs ?? context.nowMs() }),
    'signatures.parse': ({ text }) => parseRequestText(text),
    'signatures.recognise': (input) => recogniseScheme(input),
    'signatures.sign': ({ request, scheme, key, timestampMs, messageId }) =>
      orRefuse(() =>
        signRequest({
          scheme: schemeOf(scheme),
          key,
          request: { ...request, headers: [...request.headers] },
          messageId: messageId ?? `msg_${context.newId().replaceAll('-', '')}`,
          timestampMs: timestampMs ?? context.nowMs(),
        }),
      ),
    'signatures.steps': ({ request, scheme, key, nowMs }) =>
      signatureSteps({ request, scheme: schemeOf(scheme), key, nowMs: nowMs ?? context.nowMs() }),
    'signatures.verifierCode': ({ scheme, language }) => verifierCode(schemeOf(scheme), language),
    'signatures.explain': ({ request, scheme, keys, nowMs }) => {
      const beganMs = context.nowMs();
      return explainRequest({
        request,
        scheme: schemeOf(scheme),
        keys,
        nowMs: nowMs ?? beganMs,
        elapsedMs: () => context.nowMs() - beganMs,
      });
    },
  };
}

/** The scheme that is meant. Throws `invalid-input` when there is none of that name. */
export function chosenScheme(choice: SchemeChoice, findOwn: FindOwnScheme): SignatureScheme {
  const scheme = resolveScheme(choice, findOwn);
  if (scheme !== null) return scheme;
  throw new CommandError('invalid-input', 'There is no signature scheme of that name.', {
    field: 'own' in choice ? 'scheme.own' : 'scheme.preset',
  });
}

function orRefuse<T>(sign: () => T): T {
  try {
    return sign();
  } catch (error) {
    throw asRefusal(error);
  }
}

/** A stream that signs: what the key or the scheme cannot do is a refusal in words. */
export async function* refusingUnsignable<T>(items: AsyncIterable<T>): AsyncGenerator<T, void, undefined> {
  try {
    yield* items;
  } catch (error) {
    throw asRefusal(error);
  }
}

function asRefusal(error: unknown): unknown {
  if (!(error instanceof SigningError)) return error;
  const field = error.code.startsWith('key-') ? 'key' : error.code === 'scheme-invalid' ? 'scheme' : 'request';
  return new CommandError('invalid-input', error.message, { field });
}
