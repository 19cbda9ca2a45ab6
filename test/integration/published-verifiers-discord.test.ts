import { generateKey } from '../../core/signing/index.ts';
import { publishedVerifierSuite } from './published-verifier-suite.ts';

const pair = generateKey('ed25519-hex');

publishedVerifierSuite({
  preset: 'discord',
  signingKey: pair.signingKey,
  verifyingKey: pair.verifyingKey ?? '',
  otherKey: generateKey('ed25519-hex').verifyingKey ?? '',
  async load() {
    const { verifyKey } = await import('discord-interactions');
    return {
      accepts: ({ headers, body }, key) =>
        verifyKey(body, headers['x-signature-ed25519'] ?? '', headers['x-signature-timestamp'] ?? '', key),
    };
  },
});
