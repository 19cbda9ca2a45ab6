import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../core/model/index.ts';
import { checkJson, createTemplates } from '../../core/template/index.ts';
import { renderField } from '../../core/template/render-field.ts';
import { createTemplateLibrary } from '../../core/template/template-library.ts';

interface GoldenCase {
  name: string;
  template: string;
  data?: JsonObject;
  templates?: Record<string, string>;
  result?: string;
  results?: string[];
  invalid?: boolean;
}

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));
const { tests } = read('./golden_liquid.json') as { tests: GoldenCase[] };
const { groups } = read('./known-differences.json') as { groups: { reason: string; cases: string[] }[] };
const known = new Map(groups.flatMap(({ reason, cases }) => cases.map((name) => [name, reason] as const)));

const options = (golden: GoldenCase) => ({
  partials: (key: string) => (Object.hasOwn(golden.templates ?? {}, key) ? golden.templates?.[key] : undefined),
  nowMs: () => 1_700_000_000_000,
});

/** The rendered text, or the sentences of what refused it. */
function answer(golden: GoldenCase): { output: string } | { refusal: string } {
  const library = createTemplateLibrary(options(golden));
  const result = renderField(library, library.compileText(golden.template), golden.data ?? {}, 'lenient');
  return result.ok ? { output: result.output } : { refusal: result.problems.map(({ message }) => message).join(' ') };
}

function isPassed(golden: GoldenCase): boolean {
  const given = answer(golden);
  if (golden.invalid === true) return 'refusal' in given && given.refusal !== '';
  return 'output' in given && (golden.results ?? [golden.result]).includes(given.output);
}

const failed = tests.filter((golden) => !isPassed(golden));

describe('golden-liquid', () => {
  it(`passes ${tests.length - failed.length} of ${tests.length} cases; ${known.size} differ for a reason that is written down`, () => {
    expect(failed.map(({ name, template }) => ({ name, template })).filter(({ name }) => !known.has(name))).toEqual([]);
    expect(tests).toHaveLength(1_054);
  });

  it('lists no difference that is none, and none without a reason', () => {
    const differing = new Set(failed.map(({ name }) => name));
    expect([...known.keys()].filter((name) => !differing.has(name))).toEqual([]);
    expect(groups.filter(({ reason, cases }) => !/^.{20,}\.$/.test(reason) || cases.length === 0)).toEqual([]);
  });

  it('gives JSON or a finding, never something else, for every case inside a JSON body', () => {
    const wrong = tests.filter((golden) => {
      const templates = createTemplates(options(golden));
      const body = `{"before": 1, "value": ${golden.template}, "after": 2}`;
      const request = { method: 'post' as const, url: 'https://hooks.test/', headers: [], query: [], body };
      const compiled = templates.compile({
        request,
        bodyFormat: 'json',
        bodyEncoding: 'exact',
        unknownVariables: 'lenient',
        signingKey: null,
      });
      const result = compiled.render(golden.data ?? {});
      const findings = templates.inspect(compiled, golden.data ?? {}).diagnostics();
      const errors = findings.filter(({ severity, field }) => severity === 'error' && field === 'body');
      if (result.ok) return !checkJson(result.request.body).isValid || errors.length > 0;
      return errors.length === 0 || result.diagnostics.some(({ message }) => message === '');
    });
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });
});
