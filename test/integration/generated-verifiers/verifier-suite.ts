import { tmpdir } from 'node:os';
import { describe, expect, test } from 'vitest';
import type { SignatureScheme, VerifierLanguage } from '../../../core/model/index.ts';
import { findPreset, generateKey, schemePresets, signRequest } from '../../../core/signing/index.ts';
import { verifierCode } from '../../../core/signing/lab.ts';
import { differentPresets } from '../../core/signing/verifier-code/different-presets.ts';
import {
  failuresOf,
  isInstalled,
  type RunningVerifier,
  type StartRules,
  send,
  startCommand,
  startVerifier,
} from '../../core/signing/verifier-code/run-verifier.ts';

interface Secrets {
  current: string;
  previous?: string;
}

/** What lies ready to be started, where each preset is not built by itself. */
interface ReadyRules {
  language: VerifierLanguage;
  start(preset: string, secrets: Secrets): Promise<RunningVerifier>;
}

export type VerifierRuntime = (StartRules | ReadyRules) & {
  /** Tells whether it is installed. */
  check: readonly [string, ...string[]];
  /** Says why a preset cannot be run here; null = it can. */
  leavesOut?(scheme: SignatureScheme): string | null;
};

/** Runs a language's verifiers as their reader would, one for each preset, against the negative suite. */
export function testVerifiers(runtime: VerifierRuntime): void {
  const { language, check, leavesOut = () => null } = runtime;
  const [program, ...args] = check;
  const cases = differentPresets(language).filter(([, scheme]) => leavesOut(scheme) === null);

  async function running<T>(
    [preset, scheme]: readonly [string, SignatureScheme],
    secrets: Secrets,
    use: (verifier: RunningVerifier) => Promise<T>,
  ): Promise<T> {
    const verifier = await ('start' in runtime
      ? runtime.start(preset, secrets)
      : startVerifier(scheme, runtime, secrets));
    try {
      return await use(verifier);
    } finally {
      await verifier.stop();
    }
  }

  // Said in the report as skipped: without the runtime nothing is proven.
  describe.skipIf(!isInstalled(program, ...args))(`the ${language} verifier, run`, () => {
    test.each(cases)(
      '%s: passes the negative suite',
      async (preset, scheme) => {
        const { suite, secrets } = keysOf(preset, scheme);
        await running([preset, scheme], secrets, async ({ port }) => expect(await failuresOf(suite, port)).toEqual([]));
      },
      60_000,
    );

    test('takes the previous secret too while secrets are being changed', async () => {
      const scheme = schemeOf('standard-webhooks');
      const { rotation, old } = keysOf('standard-webhooks', scheme);
      await running(['standard-webhooks', scheme], rotation, async ({ port }) => {
        expect(await send(signed(scheme, old, port))).toEqual({ status: 204 });
      });
    }, 60_000);

    test.each(['github-sha256', 'stripe', 'standard-webhooks'])(
      '%s: drops the blanks that HTTP allows, and no others',
      async (preset) => {
        const scheme = schemeOf(preset);
        const { suite, secrets } = keysOf(preset, scheme);
        await running([preset, scheme], secrets, async ({ port }) => {
          const request = signed(scheme, suite.key, port);
          const ending = (text: string) => ({
            ...request,
            headers: request.headers.map(([name, value]): [string, string] => [name, value + text]),
          });
          expect(await send(ending(' \t'))).toEqual({ status: 204 });
          for (const blank of ['\u00a0', '\u0085']) expect(await send(ending(blank)), blank).toEqual({ status: 401 });
        });
      },
      60_000,
    );
  });
}

/** Starts one verifier that lies ready, and gives what it did wrong in the negative suite. */
export async function testRunningVerifier(
  preset: string,
  scheme: SignatureScheme,
  command: readonly [string, ...string[]],
): Promise<unknown[]> {
  const { suite, secrets } = keysOf(preset, scheme);
  const verifier = await startCommand(command, { secrets, folder: tmpdir() });
  try {
    return await failuresOf(suite, verifier.port);
  } finally {
    await verifier.stop();
  }
}

/** There is code for every preset, but for those of which it says why not. */
export function refusedPresets(language: VerifierLanguage): string[] {
  return Object.entries(schemePresets).flatMap(([key, scheme]) =>
    verifierCode(scheme, language).refusal === null ? [] : [key],
  );
}

function schemeOf(preset: string): SignatureScheme {
  const scheme = schemePresets[preset];
  if (scheme === undefined) throw new Error('no such preset');
  return scheme;
}

function keysOf(preset: string, scheme: SignatureScheme) {
  const form = findPreset(preset)?.keyForm ?? 'text';
  const current = generateKey(form);
  const old = generateKey(form);
  return {
    suite: { scheme, key: current.signingKey, oldKey: old.signingKey },
    secrets: { current: current.verifyingKey ?? current.signingKey },
    rotation: { current: current.verifyingKey ?? current.signingKey, previous: old.verifyingKey ?? old.signingKey },
    old: old.signingKey,
  };
}

function signed(scheme: SignatureScheme, key: string, port: number) {
  const url = `http://127.0.0.1:${port}/webhooks`;
  const request = { method: 'POST', url, headers: [], body: Buffer.from('{}') };
  return signRequest({ scheme, key, request, messageId: 'msg_1', timestampMs: Date.now() });
}
