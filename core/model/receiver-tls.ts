/**
 * What a sender meets at a receiver that speaks https. All but `good` are refused by a careful sender, each for another
 * reason: see docs/adr/0016. `outdated-version`: TLS 1.1 and nothing newer, with a good certificate.
 */
export const receiverTlsChoices = [
  'good',
  'expired',
  'not-yet-valid',
  'other-host',
  'unknown-authority',
  'self-signed',
  'outdated-version',
] as const;
export type ReceiverTls = (typeof receiverTlsChoices)[number];

/**
 * Whether a receiver that speaks https asks its senders for a certificate; see docs/adr/0019. `optional`: it does, and goes on without
 * one. The others need one: `any`, or one that the local authority has issued.
 */
export const clientCertificateDemands = ['optional', 'any', 'local-authority'] as const;
export type ClientCertificateDemand = (typeof clientCertificateDemands)[number];

/** What receivers of one port have to have in common. Absent = plain http; no certificate is asked for. */
export interface PortProtocol {
  tls?: ReceiverTls | undefined;
  clientCertificate?: ClientCertificateDemand | undefined;
}

export function isSameProtocol(one: PortProtocol, other: PortProtocol): boolean {
  return one.tls === other.tls && one.clientCertificate === other.clientCertificate;
}

/** The address of a receiver that listens, or will, on a port. `tls` undefined = plain http. */
export function receiverAddress({ tls, path }: { tls?: ReceiverTls | undefined; path: string }, port: number): string {
  return `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}${path}`;
}
