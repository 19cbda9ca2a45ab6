import type { AbortSignalLike, CommandHandlers } from '../../contract/commands.ts';
import { CommandError } from '../../contract/errors.ts';
import type { SchemeChoice, SignatureScheme } from '../../model/index.ts';
import { type FindOwnScheme, resolveScheme, SigningError, signRequest, signWithKeys } from '../../signing/index.ts';
import { checkScheme, recogniseScheme, suiteReport, verifierCode } from '../../signing/lab.ts';
import type { EngineContext } from '../engine-context.ts';
import { explainSteps } from './explain-steps.ts';
import { parseWork, stepsWork, verifyWork } from './signature-works.ts';

type Names =
  | 'signatures.verify'
  | 'signatures.parse'
  | 'signatures.recognise'
  | 'signatures.sign'
  | 'signatures.explain'
  | 'signatures.steps'
  | 'signatures.checkScheme'
  | 'signatures.suiteReport'
  | 'signatures.verifierCode';

const neverAborted: AbortSignalLike = { aborted: false, addEventListener: () => undefined };

/** What the signature lab asks for; of the workspace it reads its own schemes only. */
export function createSignatureLabCommands(
  context: Pick<EngineContext, 'nowMs' | 'newId' | 'heavyWork'> & {
    findOwn: FindOwnScheme;
    /** Everything that a request may be signed with, by name. */
    schemes(): Readonly<Record<string, SignatureScheme>>;
  },
): Pick<CommandHandlers, Names> {
  const { heavyWork } = context;
  const schemeOf = (choice: SchemeChoice) => chosenScheme(choice, context.findOwn);
  return {
    'signatures.verify'({ request, scheme, key, nowMs }) {
      const input = { ...request, scheme: schemeOf(scheme), key, nowMs: nowMs ?? context.nowMs() };
      return heavyWork.do(verifyWork, input, request.body.length);
    },
    'signatures.parse': ({ text }) => heavyWork.do(parseWork, text, text.length),
    'signatures.recognise': (input) => recogniseScheme(input, context.schemes()),
    'signatures.sign': ({ request, scheme, key, timestampMs, messageId, olderKeys = [] }) =>
      orRefuse(() => {
        const input = {
          scheme: schemeOf(scheme),
          request: { ...request, headers: [...request.headers] },
          messageId: messageId ?? `msg_${context.newId().replaceAll('-', '')}`,
          timestampMs: timestampMs ?? context.nowMs(),
        };
        if (olderKeys.length === 0) return signRequest({ ...input, key });
        const older = olderKeys.map((each) => ({
          ...each,
          scheme: each.scheme === undefined ? undefined : schemeOf(each.scheme),
        }));
        return signWithKeys({ ...input, keys: [{ key, validUntilMs: null }, ...older] }).request;
      }),
    'signatures.steps'({ request, scheme, key, nowMs }) {
      const input = { request, scheme: schemeOf(scheme), key, nowMs: nowMs ?? context.nowMs() };
      return heavyWork.do(stepsWork, input, request.body.length);
    },
    'signatures.suiteReport': ({ format, ...run }) => suiteReport(run, format),
    'signatures.verifierCode': ({ scheme, language }) => verifierCode(schemeOf(scheme), language),
    'signatures.checkScheme': ({ scheme }) => checkScheme(schemeOf(scheme), context.nowMs()),
    async 'signatures.explain'({ request, scheme, keys, nowMs }) {
      const input = {
        request,
        scheme: schemeOf(scheme),
        keys,
        nowMs: nowMs ?? context.nowMs(),
        presets: context.schemes(),
      };
      for await (const step of explainSteps(input, neverAborted, context)) {
        if (step.kind === 'done') return step.explanation;
      }
      throw new Error('The search ended without an explanation.');
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
