import { SaxesParser } from 'saxes';
import { expect, it } from 'vitest';
import { lintAsGithub, lintAsJunit, lintAsText } from '../../cli/lint-report.ts';
import { gatherLint, type LintSource } from '../../cli/lint-result.ts';
import type { MatrixItem, PlacedFinding, TemplateDiagnostic } from '../../core/contract/index.ts';

const finding = (line: number, severity: TemplateDiagnostic['severity'] = 'error') => ({
  diagnostic: {
    code: 'syntax' as const,
    severity,
    field: 'body',
    message: `At ${line}.`,
    hint: 'Do it.',
    line,
    column: 2,
    endLine: line,
    endColumn: 3,
  },
  place: { file: 'channels/c/body.liquid', line, column: 2 },
});
const cell = (sample: string, findings: PlacedFinding[]): MatrixItem => ({
  kind: 'cell',
  document: { kind: 'channel', key: 'c' },
  eventType: 't',
  sample,
  recipient: 'user:u',
  isRendered: false,
  sizeBytes: null,
  renderMs: 0,
  findings,
});

async function* items(): AsyncGenerator<MatrixItem> {
  yield { kind: 'plan', samples: [], recipients: [{ key: 'user:u', name: 'u' }], recipientCount: 30 };
  yield {
    kind: 'document',
    document: { kind: 'channel', key: 'c' },
    findings: [finding(9, 'warning')],
    cellCount: 5,
  };
  for (const sample of ['a', 'b', 'c', 'd', 'e']) yield cell(sample, [finding(3)]);
}

const brokenFile = {
  severity: 'error',
  file: 'a.json',
  message: 'Broken.',
  field: null,
  line: null,
  column: null,
} as const;

const sampleProblem = {
  severity: 'error',
  file: 'event-types/t.json',
  message: 'The sample "b", /id: The value must be string. It is 5.',
  field: 'examples.1.payload.id',
  line: 12,
  column: 9,
  eventType: { key: 't', sample: 1, pointer: '/id', place: null },
} as const;

const eventType = {
  kind: 'event-type',
  key: 't',
  revision: 1,
  value: { description: '', schema: {}, examples: ['a', 'b'].map((name) => ({ name, payload: {} })) },
} as const;

const source = (patch: Partial<LintSource> = {}): LintSource => ({
  environment: 'development',
  samples: null,
  problems: [brokenFile],
  eventTypes: [{ ...eventType, value: { ...eventType.value, examples: [...eventType.value.examples] } }],
  eventTypeProblems: [sampleProblem],
  items: items(),
  ...patch,
});

const linesOf = async (patch?: Partial<LintSource>) =>
  lintAsText((await gatherLint(source(patch))).report)
    .trimEnd()
    .split('\n');

it('joins what is the same, sorts by place and counts', async () => {
  expect(await linesOf()).toEqual([
    'a.json:1:1: error: Broken. [workspace]',
    'channels/c/body.liquid:3:2: error: At 3. [syntax]',
    '    Do it.',
    '    with t "a" for user:u, t "b" for user:u, t "c" for user:u and 2 more',
    'channels/c/body.liquid:9:2: warning: At 9. [syntax]',
    '    Do it.',
    'event-types/t.json:12:9: error: The sample "b", /id: The value must be string. It is 5. [sample-mismatch]',
    '    Until this is corrected, what is rendered with this sample is not compared with the schema.',
    'Rendered for 1 of 30 webhooks, chosen to differ.',
    '3 errors, 1 warning in 1 channel and 2 samples; 5 renderings.',
  ]);
});

it('says nothing of event types and samples that are not chosen', async () => {
  async function* nothing(): AsyncGenerator<MatrixItem> {}
  const checksWith = async (samples: LintSource['samples']) => {
    const { report, checks } = await gatherLint(source({ problems: [], items: nothing(), samples }));
    const names = checks.filter(({ subject }) => subject !== 'workspace').map(({ name }) => name);
    return { names, sampleCount: report.sampleCount, errorCount: report.errorCount };
  };
  expect(await checksWith([{ eventType: 't', sample: 'a' }])).toEqual({
    names: ['The schema', 'The sample "a" fits the schema'],
    sampleCount: 1,
    errorCount: 0,
  });
  expect(await checksWith([{ eventType: 't', sample: null }])).toMatchObject({ sampleCount: 2, errorCount: 1 });
  expect(await checksWith([{ eventType: 'other', sample: null }])).toEqual({
    names: [],
    sampleCount: 0,
    errorCount: 0,
  });
});

it('says first when there was nobody to render for', async () => {
  async function* forNobody(): AsyncGenerator<MatrixItem> {
    yield { ...cell('a', []), recipient: null } as MatrixItem;
  }
  expect((await linesOf({ environment: 'production', items: forNobody() }))[0]).toBe(
    'The environment "production" has no webhooks: everything was rendered without a recipient.',
  );
});

it('tells what a sample breaks once, not with every rendering of it', async () => {
  const [mismatch] = [finding(3)].map(({ diagnostic, place }) => ({
    diagnostic: { ...diagnostic, code: 'schema-mismatch' as const },
    place,
  }));
  async function* rendered(): AsyncGenerator<MatrixItem> {
    for (const sample of ['a', 'b']) yield cell(sample, mismatch === undefined ? [] : [mismatch, finding(4)]);
  }
  expect(await linesOf({ problems: [], items: rendered() })).toEqual([
    'channels/c/body.liquid:3:2: error: At 3. [schema-mismatch]',
    '    Do it.',
    '    with t "a" for user:u',
    'channels/c/body.liquid:4:2: error: At 4. [syntax]',
    '    Do it.',
    '    with t "a" for user:u, t "b" for user:u',
    expect.stringContaining('[sample-mismatch]'),
    '    Until this is corrected, what is rendered with this sample is not compared with the schema.',
    expect.stringContaining('3 errors'),
  ]);
});

it('says once of each schema and sample what is not compared while it is wrong', async () => {
  const at = (sample: number | null, line: number) => ({
    ...sampleProblem,
    line,
    eventType: { ...sampleProblem.eventType, sample },
  });
  const { report } = await gatherLint(
    source({ problems: [], eventTypeProblems: [at(null, 1), at(null, 2), at(0, 3), at(1, 4), at(1, 5)] }),
  );
  const hints = report.findings.flatMap(({ file, line, hint }) =>
    file === 'event-types/t.json' ? [[line, hint]] : [],
  );
  const ofSchema = expect.stringContaining('rendered with the samples of this event type is not compared');
  const ofSample = expect.stringContaining('rendered with this sample is not compared');
  expect(hints).toEqual([
    [1, ofSchema],
    [2, null],
    [3, ofSample],
    [4, ofSample],
    [5, null],
  ]);
});

it('keeps what names and values hold from moving anything in a terminal', async () => {
  const hostile = { ...sampleProblem, message: 'The sample "x\u001b[2J\r\n", /id: no.' };
  const lines = await linesOf({ problems: [], eventTypeProblems: [hostile] });
  expect(lines.filter((line) => line.startsWith('event-types/'))).toEqual([
    'event-types/t.json:12:9: error: The sample "x [2J ", /id: no. [sample-mismatch]',
  ]);
});

it('is one annotation for each finding on GitHub, with what has a meaning there escaped', async () => {
  const hostile = { ...sampleProblem, file: 'event-types/a,b:c%.json', message: '100 %\r\n::error::Two lines.' };
  const { report } = await gatherLint(source({ problems: [], eventTypeProblems: [hostile] }));
  expect(lintAsGithub(report, (file) => `hooks/${file}`).split('\n')).toEqual([
    '::error file=hooks/channels/c/body.liquid,line=3,col=2,title=hookbench lint%3A syntax::At 3.%0ADo it.%0Awith t "a" for user:u, t "b" for user:u, t "c" for user:u and 2 more',
    '::warning file=hooks/channels/c/body.liquid,line=9,col=2,title=hookbench lint%3A syntax::At 9.%0ADo it.',
    '::error file=hooks/event-types/a%2Cb%3Ac%25.json,line=12,col=9,title=hookbench lint%3A sample-mismatch::100 %25%0D%0A::error::Two lines.%0AUntil this is corrected, what is rendered with this sample is not compared with the schema.',
    'Rendered for 1 of 30 webhooks, chosen to differ.',
    '2 errors, 1 warning in 1 channel and 2 samples; 5 renderings.',
    '',
  ]);
});

/** Elements with their attributes and texts, as a parser that checks well-formedness reads them. */
function parseXml(text: string) {
  const parser = new SaxesParser();
  const found: { name: string; attributes: Record<string, string>; text: string }[] = [];
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    found.push({ name, attributes: { ...(attributes as Record<string, string>) }, text: '' });
  });
  parser.on('text', (piece) => {
    const last = found.at(-1);
    if (last !== undefined) last.text += piece;
  });
  parser.write(text).close();
  return found;
}

it('is a JUnit case for each thing that was checked, with its place', async () => {
  const elements = parseXml(lintAsJunit(await gatherLint(source()), (file) => `hooks/${file}`));
  const [suites, suite, ...rest] = elements;
  expect([suites?.name, suite?.attributes]).toEqual([
    'testsuites',
    { name: 'hookbench lint development', tests: '10', failures: '7', errors: '0', skipped: '0', time: '0.000' },
  ]);
  const cases = rest.filter(({ name }) => name === 'testcase').map(({ attributes }) => attributes);
  expect(cases.map(({ classname, name }) => `${classname} · ${name}`)).toEqual([
    'workspace · a.json',
    'event-types/t · The schema',
    'event-types/t · The sample "a" fits the schema',
    'event-types/t · The sample "b" fits the schema',
    'channels/c · The template',
    ...['a', 'b', 'c', 'd', 'e'].map((sample) => `channels/c · t "${sample}" for user:u`),
  ]);
  expect(cases[3]).toMatchObject({ file: 'hooks/event-types/t.json', line: '12' });
  expect(cases[2]).not.toHaveProperty('file');
  // A warning fails nothing, but can be read.
  const [output] = rest.filter(({ name }) => name === 'system-out');
  expect(output?.text.trim()).toBe('hooks/channels/c/body.liquid:9:2: warning: At 9. [syntax]\nDo it.');
  expect(rest.find(({ name }) => name === 'failure')).toMatchObject({ attributes: { message: 'Broken.' } });
});

it('is well-formed XML whatever names hold', async () => {
  const hostile = '\u0000\u001b\u0085\uFFFE\uD800 ]]> <!-- --> & " \' < > 😀 \n\t</testcase>';
  const value = {
    ...eventType.value,
    examples: [
      { name: 'a', payload: {} },
      { name: hostile, payload: {} },
    ],
  };
  const result = await gatherLint(
    source({
      eventTypes: [{ ...eventType, value }],
      eventTypeProblems: [{ ...sampleProblem, message: hostile, file: `event-types/${hostile}.json` }],
    }),
  );
  const elements = parseXml(lintAsJunit(result, (file) => file));
  const names = elements.filter(({ name }) => name === 'testcase').map(({ attributes }) => attributes.name);
  expect(names).toContain('The sample "   \uFFFD\uFFFD ]]> <!-- --> & " \' < > 😀   </testcase>" fits the schema');
});
