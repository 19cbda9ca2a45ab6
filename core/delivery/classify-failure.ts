import { assertNever, type DeliveryFailure, type FailureKind } from '../model/index.ts';
import { isClientCertificateRefusal } from './client-certificate-refusal.ts';

/** Where an exchange was when it failed. `handshaking` = the TCP connection stands, TLS does not yet. */
export type ExchangePhase = 'connecting' | 'handshaking' | 'sending' | 'waiting' | 'receiving';

/** Codes that mean one thing in every phase. */
const kindOfCode: Readonly<Record<string, FailureKind>> = {
  HOOKBENCH_INVALID_URL: 'invalid-url',
  HOOKBENCH_BLOCKED: 'blocked-by-policy',
  HOOKBENCH_PROXY: 'proxy-failed',
  HOOKBENCH_TOO_LARGE: 'response-too-large',
  HOOKBENCH_ABORTED: 'aborted',
  ERR_INVALID_URL: 'invalid-url',
  ENOTFOUND: 'dns-not-found',
  ENODATA: 'dns-not-found',
  EAI_NODATA: 'dns-not-found',
  EAI_NONAME: 'dns-not-found',
  EAI_AGAIN: 'dns-failed',
  EAI_FAIL: 'dns-failed',
  ESERVFAIL: 'dns-failed',
  ETIMEOUT: 'dns-failed',
  ECONNREFUSED: 'connection-refused',
  ENETUNREACH: 'network-unreachable',
  EHOSTUNREACH: 'network-unreachable',
  ENETDOWN: 'network-unreachable',
  EHOSTDOWN: 'network-unreachable',
  EADDRNOTAVAIL: 'network-unreachable',
  CERT_HAS_EXPIRED: 'tls-expired',
  CERT_NOT_YET_VALID: 'tls-expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'tls-wrong-host',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls-untrusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls-untrusted',
  UNABLE_TO_GET_ISSUER_CERT: 'tls-untrusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls-untrusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls-untrusted',
  CERT_SIGNATURE_FAILURE: 'tls-untrusted',
  CERT_CHAIN_TOO_LONG: 'tls-untrusted',
  CERT_REVOKED: 'tls-untrusted',
  CERT_UNTRUSTED: 'tls-untrusted',
  CERT_REJECTED: 'tls-untrusted',
  INVALID_CA: 'tls-untrusted',
  INVALID_PURPOSE: 'tls-untrusted',
  EPROTO: 'tls-handshake',
  UND_ERR_CONNECT_TIMEOUT: 'connect-timeout',
  UND_ERR_HEADERS_TIMEOUT: 'headers-timeout',
  UND_ERR_BODY_TIMEOUT: 'body-timeout',
  UND_ERR_RES_EXCEEDED_MAX_SIZE: 'response-too-large',
  UND_ERR_HEADERS_OVERFLOW: 'headers-too-large',
  // Comes when the connection ends inside a body whose length was announced.
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'response-incomplete',
  HOOKBENCH_BAD_STATUS: 'protocol-error',
  UND_ERR_ABORTED: 'aborted',
  UND_ERR_DESTROYED: 'aborted',
  UND_ERR_CLOSED: 'aborted',
};

/** Of several addresses that failed, the one whose failure says most about the endpoint decides. */
const tellingOrder: readonly FailureKind[] = [
  'blocked-by-policy',
  'connection-refused',
  'connection-reset',
  'connection-closed',
  'connect-timeout',
  'network-unreachable',
];

/**
 * Names what made an exchange fail, by the stable codes of the system, TLS, the HTTP parser and undici, and by how far
 * it had come. When several addresses of a host were tried, `detail` names each. Never throws.
 */
export function classifyFailure(error: unknown, phase: ExchangePhase): DeliveryFailure {
  if (error instanceof AggregateError && error.errors.length > 0) {
    const failures = error.errors.map((each: unknown) => classifyFailure(each, phase));
    const [first] = failures;
    const telling =
      tellingOrder.map((kind) => failures.find((failure) => failure.kind === kind)).find(Boolean) ?? first;
    if (telling !== undefined) {
      return { ...telling, detail: [...new Set(failures.map((failure) => failure.detail))].join('; ') };
    }
  }
  const code = codeOf(error);
  return { kind: kindOf(error, code, phase), detail: detailOf(error), code };
}

function kindOf(error: unknown, code: string | null, phase: ExchangePhase): FailureKind {
  // undici's parser error has a code for some findings only.
  if (isNamed(error, 'HTTPParserError')) {
    const isCutOff = /\bEOF\b/.test(detailOf(error)) || code === 'HPE_INVALID_EOF_STATE';
    return isCutOff ? 'response-incomplete' : 'protocol-error';
  }
  if (code === null) return isNamed(error, 'AbortError') ? 'aborted' : 'unknown';
  if (isLookUp(error)) return kindOfCode[code] === 'dns-not-found' ? 'dns-not-found' : 'dns-failed';
  const known = kindOfCode[code];
  if (known !== undefined) return known;
  // A timeout of ours or of TCP says nothing by itself; the phase does.
  if (code === 'HOOKBENCH_TIMEOUT' || code === 'ETIMEDOUT') return timeoutKind(phase);
  if (code === 'ECONNRESET' || code === 'ECONNABORTED' || code === 'EPIPE') return endKind(phase, 'connection-reset');
  if (code === 'UND_ERR_SOCKET') {
    if (/^bad (response|upgrade)/.test(detailOf(error))) return 'protocol-error';
    return endKind(phase, 'connection-closed');
  }
  if (isClientCertificateRefusal(code)) return 'tls-client-certificate';
  if (code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_')) return 'tls-handshake';
  return 'unknown';
}

/** The connection ended: how it did counts until a response has begun; then what matters is that it is not whole. */
function endKind(phase: ExchangePhase, before: 'connection-reset' | 'connection-closed'): FailureKind {
  switch (phase) {
    case 'handshaking':
      return 'tls-handshake';
    case 'receiving':
      return 'response-incomplete';
    case 'connecting':
    case 'sending':
    case 'waiting':
      return before;
    default:
      return assertNever(phase);
  }
}

function timeoutKind(phase: ExchangePhase): FailureKind {
  switch (phase) {
    case 'connecting':
    case 'handshaking':
      return 'connect-timeout';
    case 'sending':
    case 'waiting':
      return 'headers-timeout';
    case 'receiving':
      return 'body-timeout';
    default:
      return assertNever(phase);
  }
}

function isLookUp(error: unknown): boolean {
  const syscall = typeof error === 'object' && error !== null && 'syscall' in error ? error.syscall : null;
  return typeof syscall === 'string' && (syscall.startsWith('getaddrinfo') || syscall.startsWith('query'));
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}

function codeOf(error: unknown): string | null {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : null;
}

function detailOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.message === '' ? error.name : error.message;
}
