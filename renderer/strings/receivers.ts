import {
  type AnswerFault,
  answerFaults,
  type MissedReason,
  type ReceivedRefusal,
  type ReceiverTls,
} from '../../core/contract/index.ts';

/** Words of the local receivers. */
export const receivers = {
  title: 'Receivers',
  group: 'Receivers',
  add: 'New receiver',
  newName: 'New receiver',
  copyName: (name: string) => `${name} copy`,
  duplicate: 'Duplicate',
  remove: 'Delete',
  start: 'Start',
  stop: 'Stop',
  startAll: 'Start all receivers',
  stopAll: 'Stop all receivers',
  empty: 'A receiver is a local endpoint that records, verifies and answers as told: a stand-in for a customer.',
  noMatch: 'No receiver has this in its name or path.',
  missing: 'This receiver is not in the workspace any more.',
  actionFailed: 'That could not be done',
  startFailed: 'The receiver could not be started',
  couldNotStart: (names: readonly string[], why: string) =>
    `${names.map((name) => `“${name}”`).join(', ')} could not start. ${why}`,
  unsaved: (name: string) =>
    `“${name}” has changes that could not be saved, so it would not answer as you see. Correct the fields that are marked.`,
  stopFailed: 'The receiver could not be stopped',
  stoppedAtUrls: (names: readonly string[]) => {
    // Names may have commas of their own.
    const shown = names
      .slice(0, 4)
      .map((name) => `“${name}”`)
      .join(', ');
    const more = names.length > 4 ? ` and ${(names.length - 4).toLocaleString('en')} more` : '';
    return names.length === 1
      ? `The receiver that requests go to is stopped: ${shown}.`
      : `Receivers that requests go to are stopped: ${shown}${more}.`;
  },
  startStopped: (count: number) => (count === 1 ? 'Start it' : 'Start them'),
  status: { stopped: 'Stopped', starting: 'Starting', running: 'Running', failed: 'Failed' },
  counts: (received: string, invalid: number) =>
    invalid === 0
      ? `${received} received`
      : `${received} received, ${invalid.toLocaleString('en')} with a bad signature`,
  url: 'address',
  sections: { requests: 'Received', behaviour: 'Behaviour', rules: 'Rules' },
  sectionsLabel: 'Parts of the receiver',
  name: 'Name',
  port: 'Port',
  portHint: '0 takes any free one.',
  path: 'Path',
  pathHint: 'Receivers may share a port when their paths differ.',
  protocol: 'Protocol',
  certificate: 'A sender meets',
  certificates: {
    good: 'A good certificate',
    expired: 'An expired certificate',
    'not-yet-valid': 'A certificate that is not yet valid',
    'other-host': 'A certificate for another host',
    'unknown-authority': 'A certificate of an unknown authority',
    'self-signed': 'A self-signed certificate',
    'outdated-version': 'TLS 1.1 and nothing newer',
  } satisfies Record<ReceiverTls, string>,
  certificatesWhy: {
    good: 'For localhost, 127.0.0.1 and ::1. Runs trust it',
    expired: 'It ended yesterday',
    'not-yet-valid': 'It begins in a year',
    'other-host': 'For another-host.invalid, and not for this address',
    'unknown-authority': 'Good but for who signed it, whom nobody trusts',
    'self-signed': 'Good but for being signed by itself',
    'outdated-version': 'The certificate is good; today’s senders ask for TLS 1.2 at least',
  } satisfies Record<ReceiverTls, string>,
  sharedPort: (name: string, more: number, port: number) =>
    `${more === 0 ? `“${name}” has` : `“${name}” and ${more} more have`} port ${port} as well, with another protocol or certificate. A port has one of each: take another one here, or give all the same.`,
  takePort: (port: number) => `Take port ${port}`,
  authority:
    'Certificates come from an authority of this machine. Runs trust it here without a setting; give its certificate to other senders that are to trust it.',
  copyAuthority: 'Copy certificate',
  saveAuthority: 'Save certificate',
  authorityFile: 'hookbench-authority.pem',
  authorityFailed: 'The certificate of the authority could not be had',
  answerStatus: 'Status',
  latency: 'Latency',
  latencyUpTo: 'Latency up to',
  latencyUpToShort: 'This is less than the latency, so it has no effect.',
  answerHeaders: 'Answer headers',
  answerBody: 'Answer body',
  fault: 'Fault',
  noFault: 'none',
  noFaultWhy: 'Requests get the answer as it is',
  faults: {
    'no-answer': 'Holds the request and says nothing, until the sender gives up',
    reset: 'Resets the connection (TCP RST) before an answer',
    close: 'Closes the connection without an answer',
    truncate: 'Promises the whole body, sends half of it and closes',
    throttle: 'Sends the body slowly, at a rate that you set',
    garbage: 'Sends bytes that are no HTTP and closes',
    oversize: 'Sends a body of 67 MB',
    'endless-headers': 'Sends headers without end, 1 MB of them, and then nothing more',
  } satisfies Record<AnswerFault, string>,
  bytesPerSecond: 'Rate of a throttled body',
  bytesPerSecondUnit: 'B/s',
  sequence: 'The first requests get',
  sequencePlaceholder: '500, reset, no-answer, 200',
  sequenceHint: 'Statuses and faults in order, separated by commas. Blank: always what is set above.',
  sequenceError: (place: number, text: string) =>
    `Entry ${place}, “${text}”, is neither a status from 200 to 599 nor a fault. Faults are ${answerFaults.join(', ')}.`,
  sequenceTooLong: (most: number) => `At most ${most.toLocaleString('en')} entries.`,
  afterSequence: 'After these',
  after: {
    'repeat-last': 'Repeat the last one',
    restart: 'Begin again',
    answer: 'What is set above',
  },
  verification: 'Verify signatures',
  verificationOff: 'Requests are taken without looking at their signature.',
  scheme: 'Scheme',
  customScheme: 'Of this receiver',
  customSchemeWhy: 'Written out in the file of this receiver',
  key: 'Signing key',
  keyHint:
    'The key, which is kept as a secret when you leave the field, or a reference such as {{ vars.prod_hook_key }}.',
  keyInFile: 'This key stands in the file of the receiver. Keep it as a secret before you share the workspace.',
  keepKey: 'Keep it as a secret',
  keyKept: (name: string, environment: string) =>
    `The key is kept as the secret "${name}" of ${environment}; the file has a reference to it.`,
  keyNotKept: (why: string) => `The key could not be kept as a secret. ${why}`,
  previousKeys: 'Keys that are being replaced',
  previousKeysHint:
    'While a sender changes its key: a signature with any of these is valid too. Write the new key above, and remove the old one here when the sender has changed over.',
  addPreviousKey: 'Accept a previous key too',
  previousKey: (number: number) => `Previous key ${number}`,
  previousScheme: (number: number) => `Scheme of previous key ${number}`,
  removePreviousKey: (number: number) => `Remove previous key ${number}`,
  sameScheme: 'The scheme above',
  onFailure: 'When a signature is not valid',
  failures: {
    record: 'Only note it',
    recordWhy: 'The answer is the same; the verdict is in the list',
    reject: 'Answer 401',
    rejectWhy: 'As a careful consumer would',
  },
  filter: 'Filter the received requests',
  filterPlaceholder: 'Query, header or body contains…',
  invalidOnly: 'Bad signatures only',
  noneFound: 'No request that is kept has this.',
  table: 'Received requests',
  columns: {
    number: 'No.',
    time: 'Time',
    request: 'Request',
    size: 'Size',
    answered: 'Answered',
    verdict: 'Signature',
  },
  notVerified: 'not verified',
  nothingYet: 'Nothing has come in yet. Send something to',
  nothingStopped: 'The receiver is stopped. Start it, then run a scenario or send a request to it.',
  addedFor: (name: string, isVerified: boolean) =>
    isVerified
      ? `The receiver "${name}" is running. It verifies with this webhook’s key.`
      : `The receiver "${name}" is running. It does not verify: no channel signs with this webhook’s key.`,
  missed: {
    'no-receiver': 'A request came to this port for a path that no receiver has, and was answered 404:',
    'cut-off': 'A sender left before its body was whole:',
    'headers-too-large': 'A request came to this port with more than 64 kB of headers, and was answered 431',
    tls: 'A sender spoke TLS to this port, which speaks http. Give it an address with http://, or set the receiver to https. This was',
    'not-http': 'What came to this port was not valid HTTP, and was refused',
    'plain-http':
      'A sender spoke plain http to this port, which speaks https. Give it an address with https://, or set the receiver to http. This was',
    'certificate-untrusted': 'A sender does not trust who signed the certificate, and ended the TLS handshake',
    'certificate-expired': 'A sender found the certificate expired, and ended the TLS handshake',
    'certificate-refused': 'A sender did not accept the certificate, and ended the TLS handshake',
    'left-at-certificate':
      'A sender left when it had seen the certificate, without a request: most likely it does not accept it. This was',
    'client-certificate-missing':
      'A sender had no client certificate to show, which this port requires, so the TLS handshake ended',
    'tls-version': 'A sender and this port have no TLS version in common, so the handshake ended',
    'tls-failed': 'A sender began a TLS handshake with this port and did not finish it',
  } satisfies Record<MissedReason, string>,
  missedCount: (count: string) => `, the last of ${count} that are in no list`,
  clear: 'Clear',
  clearTitle: 'Clear what was received?',
  clearBody: (count: string) =>
    `${count} requests are forgotten. They are kept in memory only, so this cannot be undone.`,
  listFailed: 'The received requests could not be read',
  tryAgain: 'Try again',
  showNew: 'Show the new requests',
  selectOne: 'Choose a request to see its headers, body and signature.',
  requestGone: 'The receiver no longer has this request: it keeps the newest ones, and begins anew when it is started.',
  readFailed: 'The request could not be read',
  requestTitle: (number: number) => `Request ${number}`,
  from: (address: string, tlsVersion: string | null) =>
    `from ${address}${tlsVersion === null ? '' : ` by ${tlsVersion.replace('v', ' ')}`}`,
  /** In the list. */
  answerOf: {
    pending: 'no answer yet',
    sending: (status: number) => `${status}, sending`,
    never: 'never answered',
    reset: 'reset',
    close: 'closed',
    garbage: 'garbage',
    truncate: (status: number) => `${status}, truncated`,
    throttle: (status: number) => `${status}, throttled`,
    oversize: (status: number) => `${status}, oversized`,
    'endless-headers': (status: number) => `${status}, endless headers`,
    'body-too-large': (status: number) => `${status}, too long`,
    'no-room': (status: number) => `${status}, no room`,
  },
  /** In the detail. */
  answered: (status: number) => `answered ${status}`,
  answeredHow: {
    truncate: (status: number) => `answered ${status}, cut off half-way through the body`,
    throttle: (status: number) => `answered ${status} with a throttled body`,
    oversize: (status: number) => `answered ${status} with an oversized body`,
    'endless-headers': (status: number) => `answered ${status} with headers without end`,
  },
  unansweredHow: {
    reset: 'connection reset without an answer',
    close: 'connection closed without an answer',
    garbage: 'answered with bytes that are no HTTP',
  },
  noAnswerYet: 'no answer yet',
  neverAnswered: 'never answered',
  senderLeft: (after: string) => `the sender left after ${after}`,
  cutOff: (after: string) =>
    `the receiver cut the connection off after ${after}, because too many requests waited on it`,
  /** In place of a body that was counted and not kept. */
  notKept: {
    'body-too-large':
      'The body is longer than the 32 MiB that a receiver keeps, so it was counted and not kept. Send a shorter one.',
    'no-room':
      'All receivers together were reading 128 MiB of bodies, as much as they may at once, so this one was counted and not kept. Send fewer large requests at a time.',
  } satisfies Record<ReceivedRefusal, string>,
  receiverStopped: (after: string) => `the receiver was stopped after ${after}`,
  inspectorSections: { request: 'Request', signature: 'Signature', rules: 'Rules' },
  noVerification: 'This receiver does not verify signatures. Turn it on under Behaviour.',
  noContent: 'The check ended before anything was signed to compare with.',
  explainInLab: 'Explain in the lab',
  openInLab: 'Open in the lab',
  makeRule: 'Make a rule of this request',
  id: 'request id',
} as const;
