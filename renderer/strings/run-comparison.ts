/** Words of two runs beside each other. */
export const runComparison = {
  compareWith: 'Compare with another run…',
  withRun: (number: number, event: string, counts: string) =>
    `Run ${number} · ${event}${counts === '' ? '' : ` · ${counts}`}`,
  noOthers: 'There is no other run yet',
  title: (left: number, right: number) => `Run ${left} ↔ run ${right}`,
  untitled: 'Two runs',
  table: 'Recipients of both runs',
  run: (number: number) => `Run ${number}`,
  recipient: 'Recipient',
  swap: 'Swap sides',
  onlyDifferent: 'Only what differs',
  difference: (differing: number, all: number) =>
    differing === 0
      ? `${all === 1 ? 'The recipient' : `All ${all.toLocaleString('en')} recipients`} ended alike`
      : `${differing.toLocaleString('en')} of ${all.toLocaleString('en')} ${all === 1 ? 'recipient' : 'recipients'} ended otherwise`,
  notThere: 'not among its recipients',
  allAlike: 'Every recipient ended alike in both runs.',
  nobody: 'Neither run has reached anybody.',
  readFailed: 'The runs could not be compared',
  more: (limit: number) => `Only the first ${limit.toLocaleString('en')} recipients of each run are compared.`,
} as const;
