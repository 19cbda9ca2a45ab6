import { publishedVerifierSuite } from './published-verifier-suite.ts';

for (const version of ['v1', 'v2', 'v3'] as const) {
  publishedVerifierSuite({
    preset: `hubspot-${version}`,
    signingKey: 'yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy',
    otherKey: 'zzzzzzzz-yyyy-yyyy-yyyy-yyyyyyyyyyyy',
    ...(version === 'v3' ? { toleranceSeconds: { past: 300, future: null } } : {}),
    async load() {
      const { Signature } = await import('@hubspot/api-client');
      return {
        accepts: ({ url, headers, body }, clientSecret) =>
          Signature.isValid({
            signatureVersion: version,
            method: 'POST',
            clientSecret,
            requestBody: body.toString(),
            url,
            signature: headers[version === 'v3' ? 'x-hubspot-signature-v3' : 'x-hubspot-signature'] ?? '',
            ...(version === 'v3' ? { timestamp: Number(headers['x-hubspot-request-timestamp']) } : {}),
          }),
      };
    },
  });
}
