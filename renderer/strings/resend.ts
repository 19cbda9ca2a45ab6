/** Words for sending deliveries of the log again. */
export const resend = {
  action: 'Send again…',
  actionWhy: 'Sends this request again, changed or not, signed afresh or exactly as it was',
  command: 'Send the chosen delivery again…',
  tabTitle: (name: string) => `Send again · ${name}`,
  title: 'Send again',
  form: 'What to send',
  from: (name: string, number: number, run: number) => `${name}, attempt ${number} of run ${run}`,
  openOriginal: 'Open the delivery that is sent again',
  send: 'Send again',
  undo: 'Undo changes',
  undoWhy: 'Back to the request as it was sent',
  readFailed: 'The delivery could not be read',
  gone: 'The delivery that this came from was deleted from the log with its run, so it cannot be sent again. What you typed is kept here, to be copied.',
  typed: 'What was typed',
  sendFailed: 'It could not be sent again',
  method: 'Method',
  url: 'URL',
  signature: 'Signature',
  signatures: {
    afresh: 'Sign afresh',
    'afresh-new-id': 'Sign afresh, as a new message',
    'as-sent': 'Exactly as sent',
  },
  signatureWhy: {
    afresh: 'With the key and time of now. The message id stays, so consumers know it as a repeat',
    'afresh-new-id': 'With the key and time of now and an id of its own: consumers take it for another message',
    'as-sent': 'The logged headers, old signature and timestamp included: to rehearse replays',
  },
  unsigned: 'The channel does not sign its requests.',
  unsignedAfresh: 'Without signature',
  unsignedWhy: {
    afresh: 'The channel does not sign now. The message id stays',
    'afresh-new-id': 'The channel does not sign now. In the log it becomes another message',
  },
  unsignedNewId: 'Without signature, as a new message',
  cannotSign: (why: string) => `It can only be sent exactly as it was. ${why}`,
  attempts: 'Attempts',
  attemptsOf: { one: 'One attempt', policy: 'As the channel does' },
  attemptsWhy: {
    one: 'Whatever comes of it',
    policy: (name: string, most: number) => (most === 1 ? `${name}: one attempt` : `${name}: up to ${most} attempts`),
  },
  channelGone: (channel: string) => `The channel “${channel}” is gone, and its policy with it.`,
  sections: 'Parts of the request',
  body: 'Body',
  headers: 'Headers',
  asLogged: 'as it was sent',
  changed: 'changed',
  notText: 'These bytes are not UTF-8 text: they go out exactly as they were logged.',
  replaceByText: 'Write a text instead',
  bytesAgain: 'Back to the logged bytes',
  mixedLineEnds: 'Its lines end in different ways. Untouched they stay so; once it is changed, all end alike.',
  headerName: 'Header',
  headerValue: 'Value',
  madeAtSending: 'Made at sending',
  madeBy: (scheme: string, key: string | null) => (key === null ? scheme : `${scheme}, key with SHA-256 ${key}…`),
  madeQuery: (name: string) => `query parameter ${name}`,
  madeField: (path: string) => `field ${path} of the body`,
  writtenByClient: 'host, connection and content-length are written as for every request.',
  sendMany: (count: number) => `Send ${count.toLocaleString('en')} again`,
  failedOfRun: 'Send all that its run left undelivered again…',
  many: (count: number) => `Send ${count.toLocaleString('en')} again…`,
  manyWhy: 'Shows who would get what before anything is sent',
  runCommand: 'Send messages of this run again…',
  runTabTitle: (run: number | undefined) => (run === undefined ? 'Send again' : `Send again · run ${run}`),
  ofRun: (run: number) => `Messages of run ${run}`,
  lookAgain: 'Look again',
  lookAgainWhy: 'Reads anew what became of the run',
  which: 'Messages',
  whichOf: {
    undelivered: 'Undelivered',
    unfinished: 'Undelivered and stopped',
    delivered: 'Delivered',
    all: 'All',
  },
  whichCounts: (counts: Partial<Record<'delivered' | 'undelivered' | 'stopped' | 'delivered-since', number>>) =>
    (['undelivered', 'stopped', 'delivered', 'delivered-since'] as const)
      .filter((outcome) => counts[outcome] !== undefined && (outcome !== 'delivered-since' || counts[outcome] > 0))
      .map((outcome) => `${counts[outcome]?.toLocaleString('en')} ${outcome.replace('-', ' ')}`)
      .join(', '),
  deliveredSince: (count: number) =>
    count === 1
      ? '1 message that the run did not deliver was sent again and delivered since: it counts as delivered.'
      : `${count.toLocaleString('en')} messages that the run did not deliver were sent again and delivered since: they count as delivered.`,
  underWay: (count: number) =>
    count === 1
      ? '1 message is left to a run that is about to send it.'
      : `${count.toLocaleString('en')} messages are left to runs that are about to send them.`,
  policyOfEach: 'Retries by the policy of each channel',
  moreThanFit: (count: number, more: number) =>
    `The first ${count.toLocaleString('en')} are sent; ${more.toLocaleString('en')} more do not fit into one run.`,
  withoutRequest: (count: number) =>
    count === 1
      ? '1 message is not among them: no request was ever made for it.'
      : `${count.toLocaleString('en')} messages are not among them: no request was ever made for them.`,
  alreadySent: (count: number, all: number) =>
    `${count === all ? (all === 1 ? 'It was' : `All ${all.toLocaleString('en')} were`) : `${count.toLocaleString('en')} of ${all.toLocaleString('en')} were`} sent again before.`,
  nothingToSend: 'No message of the run ended so.',
  nothingLeft: 'All that the run did not deliver was sent again and delivered since.',
  recoverWhy: 'Sends again what the deliveries in the list are about and never arrived, over all runs',
  recoverCommand: 'Send the deliveries that are shown again…',
  recoverTitle: 'Send again · deliveries',
  recoverFrom: 'Deliveries',
  recoverFromWhy: 'Back to the list, where the filters are',
  recoverOf: (filters: string) => `Of deliveries with ${filters}.`,
  recoverOfAll: 'Of all deliveries in the log.',
  recoverSelected: (messages: number, runs: number) =>
    `${messages === 1 ? '1 message' : `${messages.toLocaleString('en')} messages`} of ${runs === 1 ? '1 run' : `${runs.toLocaleString('en')} runs`}, each once.`,
  leftOut: ({ delivered, deliveredAgain, underWay }: Record<'delivered' | 'deliveredAgain' | 'underWay', number>) => {
    const parts = [
      [deliveredAgain, 'delivered when sent again'],
      [delivered, 'delivered by their own run'],
      [underWay, 'about to be sent by a run'],
    ] as const;
    const told = parts.filter(([count]) => count > 0).map(([count, why]) => `${count.toLocaleString('en')} ${why}`);
    return told.length === 0 ? '' : `Left out: ${told.join(', ')}.`;
  },
  sentBefore: (count: number) =>
    `${count.toLocaleString('en')} of them ${count === 1 ? 'was' : 'were'} sent again before and did not arrive.`,
  deliveredChanged: (count: number) =>
    count === 1
      ? '1 of them was delivered with changes only. It goes out as it was made.'
      : `${count.toLocaleString('en')} of them were delivered with changes only. They go out as they were made.`,
  moreByNextRun: (count: number, more: number) =>
    `The oldest ${count.toLocaleString('en')} are sent; ${more.toLocaleString('en')} more do not fit into one run and are here again after it.`,
  notAllLookedAt: (limit: number) =>
    `More messages match than are looked at: these are of the newest ${limit.toLocaleString('en')}. Narrow the filters to reach the others.`,
  someUnsendable: (count: number) =>
    count === 1
      ? '1 message cannot be sent. Its recipient gets the others.'
      : `${count.toLocaleString('en')} messages cannot be sent. Their recipients get the others.`,
  recoverEnvironment: 'Environment',
  recoverEnvironmentWhy: 'One run sends into one environment',
  environmentOption: (name: string, count: number) => `${name} (${count.toLocaleString('en')})`,
  nothingMatches: 'No delivery in the log matches these filters any more.',
  allArrived: 'Everything that matches has been delivered since. Nothing is left to send again.',
  leftToRuns: 'Nothing is left to send again: what has not arrived is about to be sent by a run.',
  noneUndelivered: 'Nothing that matches ended undelivered. What was stopped can be chosen above.',
  looking: 'Looking at what would be sent…',
  againFrom: (run: number, others: number) =>
    others === 0 ? `again from run ${run}` : `again from ${(others + 1).toLocaleString('en')} runs`,
  sentAgainFrom: (run: number) => `Sent again from run ${run}`,
  sentAgainFromRuns: (messages: number, runs: number) =>
    `${messages.toLocaleString('en')} messages of ${runs.toLocaleString('en')} runs sent again`,
  eventOfRuns: (runs: number) => `messages of ${runs.toLocaleString('en')} runs`,
  how: {
    afresh: 'signed afresh',
    'afresh-new-id': 'signed afresh as a new message',
    'as-sent': 'with the headers it had',
  },
  withChanges: 'with changes',
  openFrom: 'Open that delivery',
  openOriginRun: 'Open that run',
  sentAgainIn: 'Sent again in',
  sentAgainInRun: (number: number) => `sent again in run ${number}`,
  run: (number: number) => `Run ${number}`,
  moreRuns: (count: number) => `and ${count.toLocaleString('en')} more`,
  notSignedAnew: 'Sent with the headers of an earlier delivery: nothing was signed anew.',
} as const;
