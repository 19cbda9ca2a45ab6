import { X509Certificate } from 'node:crypto';
import type { CertificateFacts } from '../model/index.ts';

/** What a certificate in PEM says of itself; null = it cannot be read. */
export function readCertificate(pem: string): CertificateFacts | null {
  try {
    const { subject, validFrom, validTo } = new X509Certificate(pem);
    return { subject: commonNameOf(subject), validFromMs: Date.parse(validFrom), validToMs: Date.parse(validTo) };
  } catch {
    return null;
  }
}

/** Subjects are lines such as `CN=mkcert ada@laptop`; one without a common name is given whole. */
function commonNameOf(subject: string): string {
  return /^CN=(.+)$/m.exec(subject)?.[1] ?? subject.replaceAll('\n', ', ');
}
