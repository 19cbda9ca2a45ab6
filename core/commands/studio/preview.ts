import { createHash } from 'node:crypto';
import { CommandError } from '../../contract/errors.ts';
import type { Preview } from '../../contract/payloads.ts';
import type { Channel, SignedRequest } from '../../model/index.ts';
import { type FindOwnScheme, SigningError } from '../../signing/index.ts';
import { bodyFaults, checkJson, isJsonFormat, type RenderResult } from '../../template/index.ts';
import { emptyKeyMessage, readPreviousKeys } from '../../workflow/index.ts';
import { type SigningSchemes, signingSchemes, signMessage } from '../schemes/signing-schemes.ts';
import { secretsIn } from '../secrets/secret-finder.ts';
import type { PreviewScope } from './preview-scope.ts';

type Rendered = Extract<RenderResult, { ok: true }>;
type PreviewRequest = NonNullable<Preview['request']>;

export interface PreviewParts {
  channel: Channel;
  rendered: RenderResult;
  preview: PreviewScope;
  nowMs: number;
  findOwn: FindOwnScheme;
}

/** The request as it would leave, with its signature: what a preview shows beside the findings. */
export function describeRequest(
  parts: PreviewParts,
): Pick<Preview, 'request' | 'signing' | 'json' | 'bodyCheck' | 'maskedTexts'> {
  const { rendered, channel } = parts;
  if (!rendered.ok) {
    return { request: null, signing: { status: 'off' }, json: null, bodyCheck: null, maskedTexts: [] };
  }
  const { signing, headers, url, body, tokens = [] } = { ...rendered.request, ...sign(parts, rendered) };
  const { method } = rendered.request;
  const json = isJsonFormat(channel.bodyFormat) && body.length > 0 ? jsonVerdict(body) : null;
  const bodySha256 = createHash('sha256').update(body).digest('hex');
  const request = { method, url, headers, body, bodySha256 };
  const maskedTexts = secretsIn(parts.preview.secrets, {
    texts: [url],
    headers: headers.map(({ name, value }) => [name, value]),
    bodies: [body],
    ownSecrets: tokens,
  });
  return { request, signing, json, bodyCheck: bodyVerdict(channel.bodyFormat, rendered.request.body), maskedTexts };
}

/** What of a format is not looked at. */
const uncheckedParts: Partial<Record<Channel['bodyFormat'], string>> = {
  text: 'Any text is sent; nothing about it is checked.',
  graphql: 'The JSON of the request is checked, the GraphQL in "query" is not.',
};

function bodyVerdict(format: Channel['bodyFormat'], body: Uint8Array): Preview['bodyCheck'] {
  if (body.length === 0) return null;
  // JSON was checked as bytes when it was rendered.
  const [fault] = format === 'json' ? [] : bodyFaults(format, new TextDecoder().decode(body));
  if (fault !== undefined) return { format, verdict: 'invalid', message: fault.message };
  const message = uncheckedParts[format] ?? null;
  return { format, verdict: format === 'text' ? 'unchecked' : 'valid', message };
}

/** Some schemes write into the URL or the body, so what is sent is what came back from signing. */
type Signed = { signing: Preview['signing']; headers: PreviewRequest['headers'] } & Partial<
  Pick<SignedRequest, 'url' | 'body'> & { tokens: string[] }
>;

function sign({ channel, preview, nowMs, findOwn }: PreviewParts, rendered: Rendered): Signed {
  const unsigned = originHeaders(rendered, null);
  if (channel.signing === null) return { signing: { status: 'off' }, headers: unsigned };
  const key = rendered.signingKey ?? '';
  if (key === '') {
    const behind = {
      template: channel.signing.key,
      recipient: preview.recipientProperties,
      unset: preview.unsetSecrets,
    };
    const message = emptyKeyMessage(behind, 'this recipient is skipped: nothing would be sent');
    return { signing: { status: 'empty-key', message }, headers: unsigned };
  }
  try {
    const schemes = signingSchemes(channel, findOwn);
    const previous = readPreviousKeys(rendered.previousKeys, nowMs, () => null);
    if (typeof previous === 'string') return { signing: { status: 'failed', message: previous }, headers: unsigned };
    const { request } = rendered;
    const message = { request, messageId: preview.messageId, timestampMs: nowMs };
    const signed = signMessage(schemes, { current: key, previous }, message);
    if (signed.signature === null) return { signing: { status: 'off' }, headers: unsigned };
    const { algorithm, ...trace } = signed.signature;
    const own = headerNames(schemes);
    const added = signed.headers
      .filter(([name]) => own.has(name.toLowerCase()))
      .map(([name, value]) => ({ name, value, origin: 'signing' as const }));
    const headers = [...originHeaders(rendered, schemes), ...added];
    // A token is its own signature: what is sent is the key.
    const tokens = algorithm === 'token' ? [trace.signature, ...added.map(({ value }) => value)] : [];
    return { signing: { status: 'signed', ...trace }, headers, url: signed.url, body: signed.body, tokens };
  } catch (error) {
    if (!(error instanceof SigningError || error instanceof CommandError)) throw error;
    return { signing: { status: 'failed', message: error.message }, headers: unsigned };
  }
}

function headerNames({ scheme, previousSchemes }: SigningSchemes): Set<string> {
  const schemes = scheme === null ? [] : [scheme, ...previousSchemes];
  return new Set(schemes.flatMap(({ headers }) => headers.map(({ name }) => name.toLowerCase())));
}

/** The template's headers with who brought them; those that signing replaces are left out. */
function originHeaders(rendered: Rendered, schemes: SigningSchemes | null): PreviewRequest['headers'] {
  const replaced = schemes === null ? null : headerNames(schemes);
  return rendered.request.headers
    .map(([name, value], index) => ({ name, value, origin: rendered.headerOrigins[index] ?? 'template' }))
    .filter(({ name }) => !replaced?.has(name.toLowerCase()));
}

export function jsonVerdict(body: Uint8Array): NonNullable<Preview['json']> {
  const check = checkJson(body);
  if (check.isValid) return { isValid: true, message: null, line: null, column: null };
  return { isValid: false, message: check.message, line: check.line, column: check.column };
}
