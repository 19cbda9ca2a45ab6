import { expect, test } from 'vitest';
import { classifyFailure, type ExchangePhase } from '../../../core/delivery/index.ts';
import type { FailureKind } from '../../../core/model/index.ts';

function withCode(code: string, more: Record<string, unknown> = {}): Error {
  return Object.assign(new Error(`words of ${code}`), { code, ...more });
}

// Kinds that need a network nobody can have in a test, and codes that only other systems give. The rest is tested on
// real sockets in transport-failures.test.ts.
test.each<[string, ExchangePhase, FailureKind]>([
  ['ENETUNREACH', 'connecting', 'network-unreachable'],
  ['EHOSTUNREACH', 'connecting', 'network-unreachable'],
  ['EADDRNOTAVAIL', 'connecting', 'network-unreachable'],
  ['ETIMEDOUT', 'connecting', 'connect-timeout'],
  ['ETIMEDOUT', 'waiting', 'headers-timeout'],
  ['ETIMEDOUT', 'receiving', 'body-timeout'],
  ['HOOKBENCH_TIMEOUT', 'handshaking', 'connect-timeout'],
  ['HOOKBENCH_TIMEOUT', 'sending', 'headers-timeout'],
  ['ECONNRESET', 'connecting', 'connection-reset'],
  ['ECONNRESET', 'handshaking', 'tls-handshake'],
  ['ECONNRESET', 'waiting', 'connection-reset'],
  ['EPIPE', 'sending', 'connection-reset'],
  ['ECONNRESET', 'receiving', 'response-incomplete'],
  ['UND_ERR_SOCKET', 'waiting', 'connection-closed'],
  ['UND_ERR_SOCKET', 'receiving', 'response-incomplete'],
  ['CERT_NOT_YET_VALID', 'handshaking', 'tls-expired'],
  ['CERT_REVOKED', 'handshaking', 'tls-untrusted'],
  ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'handshaking', 'tls-handshake'],
  ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'waiting', 'tls-client-certificate'],
  ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', 'handshaking', 'tls-client-certificate'],
  ['ERR_SSL_SSL/TLS_ALERT_BAD_CERTIFICATE', 'sending', 'tls-client-certificate'],
  ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', 'handshaking', 'tls-handshake'],
  ['UND_ERR_HEADERS_OVERFLOW', 'receiving', 'headers-too-large'],
  ['UND_ERR_DESTROYED', 'waiting', 'aborted'],
  ['SOMETHING_NEW', 'waiting', 'unknown'],
])('%s while %s is %s', (code, phase, kind) => {
  expect(classifyFailure(withCode(code), phase)).toEqual({ kind, code, detail: `words of ${code}` });
});

test('a refused DNS server is a look-up that failed, not an endpoint that refused', () => {
  expect(classifyFailure(withCode('ECONNREFUSED', { syscall: 'queryA' }), 'connecting').kind).toBe('dns-failed');
});

test('of several addresses, the most telling failure decides and all are named', () => {
  const unreachable = withCode('ENETUNREACH');
  const refused = withCode('ECONNREFUSED');
  expect(classifyFailure(new AggregateError([unreachable, refused]), 'connecting')).toEqual({
    kind: 'connection-refused',
    code: 'ECONNREFUSED',
    detail: 'words of ENETUNREACH; words of ECONNREFUSED',
  });
});

test('what is not even an error has a kind too', () => {
  expect(classifyFailure('boom', 'waiting')).toEqual({ kind: 'unknown', code: null, detail: 'boom' });
  expect(classifyFailure(new AggregateError([]), 'waiting').kind).toBe('unknown');
  expect(classifyFailure(new DOMException('stop', 'AbortError'), 'waiting').kind).toBe('aborted');
});
