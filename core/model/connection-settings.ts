import { z } from 'zod';
import { variableNameSchema } from './keys.ts';

/** A certificate of the sender. Its key is not here: only the name of the environment's secret that holds it, in PEM. */
export const clientCertificateSchema = z.strictObject({
  /** In PEM; behind it, in order, those of the authorities that lead to a known one. */
  certificate: z.string().superRefine(refuse(certificatesProblem)),
  keySecret: variableNameSchema,
});

/** How the requests of an environment reach their endpoints. */
export const connectionSettingsSchema = z.strictObject({
  /** Authorities that are trusted besides the public ones: certificates in PEM, any number in one text. */
  trustedCertificates: z.string().superRefine(refuse(certificatesProblem)).optional(),
  /** Whether an endpoint on this machine may show any certificate; `verify` when absent. */
  loopbackCertificates: z.enum(['verify', 'accept']).optional(),
  /** URL of an HTTP proxy, or `none`; when absent, HTTPS_PROXY, HTTP_PROXY and NO_PROXY decide. */
  proxy: z.string().superRefine(refuse(proxyProblem)).optional(),
  /** Shown to https endpoints that ask for one. */
  clientCertificate: clientCertificateSchema.optional(),
});
export type ConnectionSettings = z.infer<typeof connectionSettingsSchema>;

const certificatePattern = /-----BEGIN CERTIFICATE-----\s+[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g;

/** The certificates of a PEM text, in its order. */
export function certificatesIn(pem: string): string[] {
  return pem.match(certificatePattern) ?? [];
}

const privateKeyPattern = /-----BEGIN ((?:[A-Z]+ )?PRIVATE KEY)-----[\s\S]*?-----END \1-----/g;

/** The private keys of a PEM text, in its order, and the text without them. */
export function privateKeysIn(pem: string): { keys: string[]; rest: string } {
  return { keys: pem.match(privateKeyPattern) ?? [], rest: pem.replace(privateKeyPattern, '').trim() };
}

/** What a certificate says of itself. */
export const certificateFactsSchema = z.object({
  /** Its common name, or the whole subject. */
  subject: z.string(),
  /** Unix milliseconds. */
  validFromMs: z.number(),
  validToMs: z.number(),
});
export type CertificateFacts = z.infer<typeof certificateFactsSchema>;

/** What is wrong with a text that should hold certificates; null = nothing. */
export function certificatesProblem(pem: string): string | null {
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(pem)) {
    return 'This holds a private key. Only certificates belong here: the workspace is kept as readable files.';
  }
  const begun = pem.match(/-----BEGIN /g)?.length ?? 0;
  const found = certificatesIn(pem).length;
  if (found === 0 || found < begun) {
    return 'Paste whole certificates in PEM, from “-----BEGIN CERTIFICATE-----” to “-----END CERTIFICATE-----”.';
  }
  return null;
}

/** Scheme, credentials, host (a name, an IPv4 address or an IPv6 one in brackets), port. */
const proxyPattern = /^([a-z][a-z0-9]*):\/\/([^@/\s]*@)?(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?\/?$/i;

/** What is wrong with a proxy setting; null = nothing. */
export function proxyProblem(text: string): string | null {
  if (text === 'none') return null;
  const [, protocol, credentials] = proxyPattern.exec(text) ?? [];
  if (protocol === undefined) return 'Write the URL of a proxy, such as http://proxy.example:3128, or “none”.';
  if (protocol !== 'http') return 'Only proxies that are spoken to over http:// can be used.';
  if (credentials !== undefined) {
    return 'A password does not belong into a workspace. Leave this empty, and set HTTPS_PROXY where Hookbench is started.';
  }
  return null;
}

function refuse(problemOf: (text: string) => string | null) {
  return (text: string, context: z.RefinementCtx): void => {
    const message = problemOf(text);
    if (message !== null) context.addIssue({ code: 'custom', message });
  };
}
