import type { ClientCertificateDemand, ShownCertificate } from '../../core/contract/index.ts';

/** Words of the certificates that senders show: in environments, and in receivers that ask for one. */
export const clientCertificates = {
  title: 'Client certificate',
  hint: 'In PEM, with those of its authorities behind it. It is shown to https endpoints that ask for one, and kept in the workspace. A private key that is pasted with it becomes a secret.',
  placeholder: '-----BEGIN CERTIFICATE-----',
  keySecret: 'Secret that holds its private key',
  keySecretHint: 'One of the secrets above: in PEM, without a passphrase.',
  fits: 'The key belongs to the certificate.',
  keyKept: (name: string) => `The private key is kept as the secret ${name}.`,
  keyNotKept: (why: string) => `The private key could not be kept as a secret, so nothing was taken over. ${why}`,
  demand: 'Client certificate',
  demands: {
    none: 'Not asked for',
    optional: 'Asked for, not required',
    any: 'Required, of any authority',
    'local-authority': 'Required, of this machine’s authority',
  } satisfies Record<ClientCertificateDemand | 'none', string>,
  demandsWhy: {
    none: 'Senders show nothing',
    optional: 'What is shown is noted, and a request without one is answered too',
    any: 'Whoever shows none is refused in the TLS handshake',
    'local-authority': 'Whoever shows none is refused in the TLS handshake; another one gets 403',
  } satisfies Record<ClientCertificateDemand | 'none', string>,
  try: 'A certificate of that authority for whoever sends: for an environment’s runs, or as two files for another sender.',
  make: 'Make a client certificate',
  makeAnother: 'Make another one',
  makeFailed: 'The client certificate could not be made',
  use: (environment: string) => `Use in ${environment}`,
  used: (environment: string) => `${environment} shows this client certificate from its next run on.`,
  inUse: (environment: string) => `In use in ${environment}`,
  useFailed: 'The environment could not take over the client certificate',
  saveCertificate: 'Save its certificate',
  saveKey: 'Save its key',
  certificateFile: 'hookbench-client.pem',
  keyFile: 'hookbench-client-key.pem',
  notKept: 'Its key is not kept here: take it over now, or make another one later.',
  shown: (subject: string, issuer: string, until: string) =>
    `client certificate ${subject}, issued by ${issuer}, until ${until}`,
  noneShown: 'no client certificate was shown',
  problems: {
    'other-authority': 'refused: it is not of this machine’s authority',
    expired: 'refused: it has expired',
    'not-yet-valid': 'refused: it is not yet valid',
    'not-for-clients': 'refused: it is not for clients',
  } satisfies Record<NonNullable<ShownCertificate['problem']>, string>,
} as const;
