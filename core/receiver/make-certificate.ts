import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto';
import { BitString, Integer, OctetString, Utf8String } from 'asn1js';
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate,
  Extension,
  ExtKeyUsage,
  GeneralName,
  GeneralNames,
  GeneralSubtree,
  NameConstraints,
  type PkiObject,
  PublicKeyInfo,
  RelativeDistinguishedNames,
  Time,
} from 'pkijs';
import type { KeyedCertificate } from './keyed-certificate.ts';

export interface CertificateFrame {
  commonName: string;
  /** Unix milliseconds; only whole seconds count. */
  notBeforeMs: number;
  notAfterMs: number;
}

/** Who a certificate is for: a name, or the bytes of an address. */
export type CertificateHost = { dns: string } | { ip: readonly number[] };

/** Object identifiers of RFC 5280 and RFC 5758. */
const oids = {
  commonName: '2.5.4.3',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  nameConstraints: '2.5.29.30',
  authorityKeyIdentifier: '2.5.29.35',
  extKeyUsage: '2.5.29.37',
  serverAuth: '1.3.6.1.5.5.7.3.1',
  clientAuth: '1.3.6.1.5.5.7.3.2',
};
/** Named bits of RFC 5280, section 4.2.1.3. */
const keyCertSign = new BitString({ valueHex: Uint8Array.of(0x04), unusedBits: 2 });
const digitalSignature = new BitString({ valueHex: Uint8Array.of(0x80), unusedBits: 7 });

/** A new authority that may vouch for these hosts, with all names below them, and for no other of their kind. */
export function makeAuthority(frame: CertificateFrame, permitted: readonly CertificateHost[]): KeyedCertificate {
  const { privateKey, publicKey } = newKeyPair();
  const permittedSubtrees = permitted.map((host) => new GeneralSubtree({ base: generalName(host) }));
  const certificate = newCertificate(frame, publicKey, [
    extension(oids.basicConstraints, new BasicConstraints({ cA: true, pathLenConstraint: 0 }), { isCritical: true }),
    extension(oids.keyUsage, keyCertSign, { isCritical: true }),
    extension(oids.nameConstraints, new NameConstraints({ permittedSubtrees }), { isCritical: true }),
  ]);
  return { certificate: signed(certificate, certificate.subject, privateKey), privateKey: pemOf(privateKey) };
}

/** A new server's certificate for these hosts, signed by the authority, or by itself where that is null. */
export function makeServerCertificate(
  frame: CertificateFrame,
  hosts: readonly CertificateHost[],
  authority: KeyedCertificate | null,
): KeyedCertificate {
  const names = extension(oids.subjectAltName, new GeneralNames({ names: hosts.map(generalName) }));
  return endCertificate(frame, oids.serverAuth, [names], authority);
}

/** A new sender's certificate, signed by the authority. */
export function makeClientCertificate(frame: CertificateFrame, authority: KeyedCertificate): KeyedCertificate {
  return endCertificate(frame, oids.clientAuth, [], authority);
}

function endCertificate(
  frame: CertificateFrame,
  purpose: string,
  extensions: readonly Extension[],
  authority: KeyedCertificate | null,
): KeyedCertificate {
  const { privateKey, publicKey } = newKeyPair();
  const certificate = newCertificate(frame, publicKey, [
    extension(oids.basicConstraints, new BasicConstraints({ cA: false }), { isCritical: true }),
    extension(oids.keyUsage, digitalSignature, { isCritical: true }),
    extension(oids.extKeyUsage, new ExtKeyUsage({ keyPurposes: [purpose] })),
    ...extensions,
  ]);
  const pem =
    authority === null
      ? signed(certificate, certificate.subject, privateKey)
      : signed(certificate, subjectOf(authority.certificate), createPrivateKey(authority.privateKey));
  return { certificate: pem, privateKey: pemOf(privateKey) };
}

function newCertificate(frame: CertificateFrame, publicKey: KeyObject, extensions: Extension[]): Certificate {
  return new Certificate({
    // X.509 version 3 counts from 0.
    version: 2,
    serialNumber: new Integer({ valueHex: newSerialNumber() }),
    subject: nameOf(frame.commonName),
    notBefore: timeOf(frame.notBeforeMs),
    notAfter: timeOf(frame.notAfterMs),
    subjectPublicKeyInfo: PublicKeyInfo.fromBER(publicKey.export({ type: 'spki', format: 'der' })),
    extensions: [...extensions, extension(oids.subjectKeyIdentifier, keyIdentifier(publicKey))],
  });
}

/** In PEM. */
function signed(certificate: Certificate, issuer: RelativeDistinguishedNames, key: KeyObject): string {
  const algorithm = new AlgorithmIdentifier({ algorithmId: oids.ecdsaWithSha256 });
  const authorityKey = new AuthorityKeyIdentifier({ keyIdentifier: keyIdentifier(createPublicKey(key)) });
  certificate.issuer = issuer;
  certificate.signature = algorithm;
  certificate.signatureAlgorithm = algorithm;
  certificate.extensions = [...(certificate.extensions ?? []), extension(oids.authorityKeyIdentifier, authorityKey)];
  certificate.tbsView = new Uint8Array(certificate.encodeTBS().toBER());
  certificate.signatureValue = new BitString({ valueHex: sign('sha256', certificate.tbsView, key) });
  const lines =
    Buffer.from(certificate.toSchema(true).toBER())
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

function newKeyPair(): { privateKey: KeyObject; publicKey: KeyObject } {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' });
}

function pemOf(privateKey: KeyObject): string {
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

function subjectOf(pem: string): RelativeDistinguishedNames {
  return Certificate.fromBER(Buffer.from(pem.replace(/-----[A-Z ]+-----/g, ''), 'base64')).subject;
}

/** Method 1 of RFC 5280, section 4.2.1.2. */
function keyIdentifier(publicKey: KeyObject): OctetString {
  const { subjectPublicKey } = PublicKeyInfo.fromBER(publicKey.export({ type: 'spki', format: 'der' }));
  const bits = subjectPublicKey.valueBlock.valueHexView;
  return new OctetString({ valueHex: createHash('sha1').update(bits).digest() });
}

/** Positive and without a leading zero, so that it is written in the bytes it has (RFC 5280, section 4.1.2.2). */
function newSerialNumber(): Uint8Array {
  const [first = 0, ...rest] = randomBytes(16);
  return Uint8Array.of((first & 0x3f) | 0x40, ...rest);
}

function nameOf(commonName: string): RelativeDistinguishedNames {
  const value = new Utf8String({ value: commonName });
  return new RelativeDistinguishedNames({
    typesAndValues: [new AttributeTypeAndValue({ type: oids.commonName, value })],
  });
}

/** UTCTime, and from 2050 on GeneralizedTime (RFC 5280, section 4.1.2.5). */
function timeOf(ms: number): Time {
  const value = new Date(ms - (ms % 1000));
  return new Time({ type: value.getUTCFullYear() < 2050 ? 0 : 1, value });
}

function generalName(host: CertificateHost): GeneralName {
  if ('dns' in host) return new GeneralName({ type: 2, value: host.dns });
  return new GeneralName({ type: 7, value: new OctetString({ valueHex: Uint8Array.from(host.ip) }) });
}

function extension(
  extnID: string,
  value: PkiObject | OctetString | BitString,
  { isCritical } = { isCritical: false },
): Extension {
  const block = 'toSchema' in value ? value.toSchema() : value;
  return new Extension({ extnID, critical: isCritical, extnValue: block.toBER() });
}
