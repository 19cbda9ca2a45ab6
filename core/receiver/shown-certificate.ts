import { X509Certificate } from 'node:crypto';
import type { TLSSocket } from 'node:tls';
import type { ClientCertificateDemand, ShownCertificate } from '../model/index.ts';

/** What a sender has shown on a connection that asks for a certificate; `none` = it had nothing. */
export type ShownToPort = ShownCertificate | 'none';

const clientAuth = '1.3.6.1.5.5.7.3.2';

/**
 * Looks at the certificate that a sender has shown. TLS itself refuses only one who shows nothing where it must: Node leaves the rest
 * to whoever asks, so that what is wrong can be said. `authority`: the certificate of the local one, in PEM.
 */
export function shownCertificate(
  socket: TLSSocket,
  demand: ClientCertificateDemand,
  authority: string,
  nowMs: number,
): ShownToPort {
  const certificate = socket.getPeerX509Certificate();
  if (certificate === undefined) return 'none';
  return {
    subject: inOneLine(certificate.subject),
    issuer: inOneLine(certificate.issuer),
    validToMs: Date.parse(certificate.validTo),
    problem: demand === 'local-authority' ? problemOf(certificate, new X509Certificate(authority), nowMs) : null,
  };
}

function problemOf(
  certificate: X509Certificate,
  authority: X509Certificate,
  nowMs: number,
): ShownCertificate['problem'] {
  // The authority vouches for no other one (its path length is 0), so there is nothing between the two.
  if (!certificate.checkIssued(authority) || !certificate.verify(authority.publicKey)) return 'other-authority';
  if (nowMs < Date.parse(certificate.validFrom)) return 'not-yet-valid';
  if (nowMs > Date.parse(certificate.validTo)) return 'expired';
  // Of these the runtime's types know nothing in older versions: purposes by their numbers.
  const purposes: readonly string[] | undefined = certificate.keyUsage;
  return purposes === undefined || purposes.includes(clientAuth) ? null : 'not-for-clients';
}

/** Names are lines such as `CN=ada`, the least telling first. */
function inOneLine(name: string): string {
  return name.split('\n').reverse().join(', ');
}
