import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import { certificatesIn, privateKeysIn } from '../model/index.ts';
import { readCertificate } from './read-certificate.ts';

/** What is shown to endpoints that ask for a certificate. The key is for sockets only. */
export interface ClientCertificate {
  /** In PEM, with those of the authorities behind it. */
  certificate: string;
  privateKey: string;
  /** Whose it is, in words. */
  subject: string;
}

/**
 * A certificate that goes with its key, from texts in PEM, or why they cannot be shown. The key may have lost its line breaks, as it
 * does in a variable of the system or a field of one line. `keyName` is what holds the key, as a sentence begins with it.
 */
export function readClientCertificate(
  certificatePem: string,
  keyPem: string,
  keyName: string,
): ClientCertificate | { message: string } {
  const chain = certificatesIn(certificatePem);
  const unread = chain.findIndex((certificate) => readCertificate(certificate) === null);
  const [own] = chain;
  const subject = own === undefined ? null : (readCertificate(own)?.subject ?? null);
  if (subject === null || unread >= 0) {
    return {
      message: `Client certificate ${Math.max(unread, 0) + 1} cannot be read. Paste it anew.`,
    };
  }
  const key = readKey(keyPem, keyName);
  if (typeof key === 'string') return { message: key };
  const place = chain.findIndex((certificate) => new X509Certificate(certificate).checkPrivateKey(key));
  if (place < 0)
    return { message: `${keyName} holds the key of another certificate than this one, which is of “${subject}”.` };
  if (place > 0) {
    const message = `${keyName} holds the key of certificate ${place + 1}. Put that one first, and those of its authorities behind it.`;
    return { message };
  }
  const found = {
    certificate: `${chain.join('\n')}\n`,
    privateKey: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    subject,
  };
  return tlsProblem(found) ?? found;
}

/** The key, or what is wrong with the text. */
function readKey(text: string, name: string): KeyObject | string {
  const [pem] = privateKeysIn(text.replaceAll('\\n', '\n')).keys;
  if (pem === undefined) {
    return `${name} holds no private key in PEM, from “-----BEGIN PRIVATE KEY-----” to “-----END PRIVATE KEY-----”.`;
  }
  if (/ENCRYPTED/.test(pem)) {
    return `${name} holds a private key that is encrypted with a passphrase, which is not supported. Take the passphrase away: openssl pkey -in key.pem -out plain.pem.`;
  }
  try {
    return createPrivateKey(withLines(pem));
  } catch {
    // What the library says could quote the key.
    return `${name} holds a private key that cannot be read. Set it anew.`;
  }
}

function withLines(pem: string): string {
  const [, begin = '', content = '', end = ''] = /^(-+[A-Z ]+-+)([\s\S]*?)(-+[A-Z ]+-+)$/.exec(pem) ?? [];
  const lines = content.replaceAll(/\s/g, '').match(/.{1,64}/g) ?? [];
  return [begin, ...lines, end, ''].join('\n');
}

/** What TLS itself refuses, such as a key that is too short. */
function tlsProblem({ certificate, privateKey }: ClientCertificate): { message: string } | null {
  try {
    createSecureContext({ cert: certificate, key: privateKey });
    return null;
  } catch (error) {
    const { reason } = error as { reason?: string };
    const why = reason === undefined ? '' : `: ${reason}`;
    return { message: `The client certificate cannot be shown${why}. Take another one.` };
  }
}
