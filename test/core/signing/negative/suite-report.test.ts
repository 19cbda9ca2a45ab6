import { describe, expect, it } from 'vitest';
import type { NegativeCaseResult } from '../../../../core/model/index.ts';
import { isSuitePassed, suiteReport } from '../../../../core/signing/lab.ts';

const result = (outcome: NegativeCaseResult['outcome'], ordinal: number, why = 'Because.'): NegativeCaseResult => ({
  ordinal,
  total: 3,
  code: 'missing',
  title: 'No signature',
  expectation: 'reject',
  outcome,
  why,
  status: outcome === 'error' ? null : 401,
  durationMs: 1500,
});
const results = [result('pass', 0), result('fail', 1, 'a|b <c> & "d"\u0007'), result('error', 2)];
const run = { schemeName: 'Acme & Söhne', target: 'http://127.0.0.1:3000/hook?a=1&b=2', results };

describe('suiteReport', () => {
  it('writes JUnit XML that is well formed, with every outcome', () => {
    const { text, fileName, mediaType } = suiteReport(run, 'junit');
    expect(fileName).toBe('negative-suite-acme-sohne.xml');
    expect(mediaType).toBe('application/xml');
    expect(text).toContain('tests="3" failures="1" errors="1" skipped="0" time="4.500"');
    expect(text).toContain('<failure message="a|b &lt;c&gt; &amp; &quot;d&quot; "/>');
    expect(text).toContain('classname="Acme &amp; Söhne"');
    expect([...text.matchAll(/<testcase /g)]).toHaveLength(3);
    expect(text).not.toContain('\u0007');
  });

  it('writes JSON with the counts and every case', () => {
    const report = JSON.parse(suiteReport(run, 'json').text);
    expect(report).toMatchObject({
      scheme: run.schemeName,
      target: run.target,
      isPassed: false,
      counts: { pass: 1, fail: 1, info: 0, error: 1 },
    });
    expect(report.results).toEqual(results);
  });

  it('writes a Markdown table whose cells hold no bare bar', () => {
    const { text, fileName } = suiteReport(run, 'markdown');
    expect(fileName).toMatch(/\.md$/);
    expect(text).toContain('1 passed, 2 failed, 0 to know.');
    expect(text).toContain('a\\|b');
    const rows = text.split('\n').filter((line) => line.startsWith('| '));
    expect(rows).toHaveLength(5);
    for (const row of rows) expect(row.replaceAll('\\|', '').split('|')).toHaveLength(7);
  });

  it('says when cases were left out, and does not call that passed', () => {
    expect(suiteReport({ ...run, results: [result('pass', 0)] }, 'markdown').text).toContain('2 were not fired.');
    expect(isSuitePassed([result('pass', 0)])).toBe(false);
    expect(isSuitePassed([result('pass', 0), result('info', 1), result('pass', 2)])).toBe(true);
    expect(isSuitePassed([])).toBe(false);
  });

  it('names the file of a scheme whose name has no letters', () => {
    expect(suiteReport({ ...run, schemeName: '…' }, 'json').fileName).toBe('negative-suite-scheme.json');
  });
});
