import {
  type AttemptRecord,
  type HeaderPair,
  isMaskable,
  longestFirst,
  type ReceivedRequest,
  secretSpellings,
  type TemplateDiagnostic,
  withoutSecrets,
} from '../../model/index.ts';
import type { EngineContext } from '../engine-context.ts';
import { secretValues } from '../environments/environment-vars.ts';
import { workspaceSchemes } from '../schemes/own-schemes.ts';
import { signatureHeaders } from '../schemes/signature-headers.ts';
import { base64Spellings } from './base64-spellings.ts';

/** What is looked through: every text and every body that is shown of a request and of its response. */
export interface SearchedExchange {
  texts: readonly string[];
  headers: readonly HeaderPair[];
  bodies: readonly Uint8Array[];
  /** What is secret in this exchange alone, such as a token that is its own signature. */
  ownSecrets?: readonly string[];
}

/** Values of the secrets of all environments: a request may tell of another's secret, and its own environment may be gone. */
export function allSecretValues(context: EngineContext): string[] {
  return context.workspace
    .documents()
    .flatMap((document) => (document.kind === 'environment' ? Object.values(secretValues(context, document.key)) : []));
}

/** The texts of an exchange that are to be masked where it is shown or written down, the longest first. */
export function secretsIn(values: readonly string[], exchange: SearchedExchange): string[] {
  const { texts, headers, bodies, ownSecrets = [] } = exchange;
  const shown = [...texts, ...headers.map(([, value]) => value)];
  const buffers = bodies.map((body) => Buffer.from(body.buffer, body.byteOffset, body.byteLength));
  const secrets = [...values, ...ownSecrets];
  const known = secretSpellings([...secrets, ...secrets.filter(isMaskable).flatMap(base64Spellings)]);
  const found = known.filter(
    (secret) => shown.some((text) => text.includes(secret)) || buffers.some((buffer) => buffer.includes(secret)),
  );
  return longestFirst(new Set([...found, ...headers.flatMap((header) => basicCredentials(header, secrets))]));
}

/** Findings quote what was rendered, such as a URL that is none; the values of secrets are masked in them. */
export function withoutSecretsInFindings(
  findings: readonly TemplateDiagnostic[],
  values: readonly string[],
): TemplateDiagnostic[] {
  const secrets = values.length === 0 ? [] : secretSpellings(values);
  return findings.map((finding) => {
    const message = withoutSecrets(finding.message, secrets);
    return message === finding.message ? finding : { ...finding, message };
  });
}

export function secretsInAttempt(context: EngineContext, values: readonly string[], attempt: AttemptRecord): string[] {
  const { request, response, signature, reason, failure } = attempt;
  return secretsIn(values, {
    texts: [request.url, reason?.message ?? '', failure?.detail ?? ''],
    headers: [...request.headers, ...(response?.headers ?? [])],
    bodies: [request.body, response?.body ?? noBytes, signature?.signedContent ?? noBytes],
    ownSecrets: tokensOf(context, attempt),
  });
}

const noBytes = new Uint8Array();

export function secretsInReceived(context: EngineContext, request: ReceivedRequest): string[] {
  const checked = context.workspace.get('receiver', request.receiver)?.value.verification;
  // Of a scheme whose token is its own signature, the key is what was sent and what is expected.
  const keys = checked == null ? [] : [checked.key, ...(checked.previousKeys ?? []).map(({ key }) => key)];
  return secretsIn(allSecretValues(context), {
    texts: [request.target, ...(request.verification?.receivedSignatures ?? [])],
    headers: request.headers,
    bodies: [request.body, request.verification?.signedContent ?? noBytes],
    ownSecrets: keys.map((key) => context.receiverKeys.resolve(key)),
  });
}

/** A token is its own signature: what is sent is the key. */
function tokensOf(context: EngineContext, attempt: AttemptRecord): string[] {
  if (attempt.signature?.algorithm !== 'token') return [];
  const names = signatureHeaders(attempt, [], workspaceSchemes(context));
  const sent = attempt.request.headers.filter(([name]) => names.has(name.toLowerCase())).map(([, value]) => value);
  return [attempt.signature.signature, ...sent];
}

/** The base64 of Basic authorization that holds a secret. */
function basicCredentials([, value]: HeaderPair, secrets: readonly string[]): string[] {
  const credentials = /^Basic +([A-Za-z0-9+/=]+)$/i.exec(value)?.[1];
  if (credentials === undefined) return [];
  const decoded = Buffer.from(credentials, 'base64').toString('utf8');
  return secrets.some((secret) => secret !== '' && decoded.includes(secret)) ? [credentials] : [];
}
