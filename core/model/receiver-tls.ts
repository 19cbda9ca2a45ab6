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

/** The address of a receiver that listens, or will, on a port. `tls` undefined = plain http. */
export function receiverAddress({ tls, path }: { tls?: ReceiverTls | undefined; path: string }, port: number): string {
  return `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}${path}`;
}
