import { createHash } from 'node:crypto';
import type { Preview } from '../contract/payloads.ts';
import type { Channel, SignatureScheme, SignedRequest } from '../model/index.ts';
import { type FindOwnScheme, resolveScheme, SigningError, signRequest } from '../signing/index.ts';
import { checkJson, type RenderResult } from '../template/index.ts';
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
export function describeRequest(parts: PreviewParts): Pick<Preview, 'request' | 'signing' | 'json'> {
  const { rendered, channel } = parts;
  if (!rendered.ok) return { request: null, signing: { status: 'off' }, json: null };
  const { signing, headers, url, body } = { ...rendered.request, ...sign(parts, rendered) };
  const { method } = rendered.request;
  const json = channel.bodyFormat === 'json' && body.length > 0 ? jsonVerdict(body) : null;
  const bodySha256 = createHash('sha256').update(body).digest('hex');
  return { request: { method, url, headers, body, bodySha256 }, signing, json };
}

/** Some schemes write into the URL or the body, so what is sent is what came back from signing. */
type Signed = { signing: Preview['signing']; headers: PreviewRequest['headers'] } & Partial<
  Pick<SignedRequest, 'url' | 'body'>
>;

function sign({ channel, preview, nowMs, findOwn }: PreviewParts, rendered: Rendered): Signed {
  const unsigned = originHeaders(rendered, null);
  if (channel.signing === null) return { signing: { status: 'off' }, headers: unsigned };
  const key = rendered.signingKey ?? '';
  if (key === '') {
    const message = 'The signing key renders empty, so this recipient is skipped: nothing would be sent.';
    return { signing: { status: 'empty-key', message }, headers: unsigned };
  }
  const scheme = resolveScheme(channel.signing.scheme, findOwn);
  if (scheme === null) {
    return {
      signing: { status: 'failed', message: 'The channel names a signature scheme that does not exist.' },
      headers: unsigned,
    };
  }
  try {
    const signed = signRequest({
      scheme,
      key,
      request: rendered.request,
      messageId: preview.messageId,
      timestampMs: nowMs,
    });
    if (signed.signature === null) return { signing: { status: 'off' }, headers: unsigned };
    const { algorithm: _, ...trace } = signed.signature;
    const own = new Set(scheme.headers.map(({ name }) => name.toLowerCase()));
    const added = signed.headers
      .filter(([name]) => own.has(name.toLowerCase()))
      .map(([name, value]) => ({ name, value, origin: 'signing' as const }));
    const headers = [...originHeaders(rendered, scheme), ...added];
    return { signing: { status: 'signed', ...trace }, headers, url: signed.url, body: signed.body };
  } catch (error) {
    if (!(error instanceof SigningError)) throw error;
    return { signing: { status: 'failed', message: error.message }, headers: unsigned };
  }
}

/** The template's headers with who brought them; those that signing replaces are left out. */
function originHeaders(rendered: Rendered, scheme: SignatureScheme | null): PreviewRequest['headers'] {
  const replaced = new Set(scheme?.headers.map(({ name }) => name.toLowerCase()));
  return rendered.request.headers
    .map(([name, value], index) => ({ name, value, origin: rendered.headerOrigins[index] ?? 'template' }))
    .filter(({ name }) => !replaced.has(name.toLowerCase()));
}

export function jsonVerdict(body: Uint8Array): NonNullable<Preview['json']> {
  const check = checkJson(body);
  if (check.isValid) return { isValid: true, message: null, line: null, column: null };
  return { isValid: false, message: check.message, line: check.line, column: check.column };
}
