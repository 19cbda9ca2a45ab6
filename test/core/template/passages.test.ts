import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { type CompiledTemplate, PassageTemplate } from '../../../core/template/compiled-template.ts';
import { cutPassages } from '../../../core/template/cut-passages.ts';
import type { LintOptions } from '../../../core/template/lint/lint-context.ts';
import { lintStatic } from '../../../core/template/lint/lint-static.ts';
import { shapeOfScopes } from '../../../core/template/lint/value-shape.ts';
import { Passage } from '../../../core/template/passage.ts';
import { renderField, unknownProblems } from '../../../core/template/render-field.ts';
import { spansOf } from '../../../core/template/source-map.ts';
import { createTemplateLibrary } from '../../../core/template/template-library.ts';
import { nodes, partials, scope } from './template-arbitrary.ts';
import { bodyOf, diagnose, nowMs } from './template-fixture.ts';

const newLibrary = () =>
  createTemplateLibrary({ partials: (key) => partials[key as keyof typeof partials], nowMs: () => nowMs });

/** A text of the template's own that is long enough to be cut. */
const line = (index: number) => `  "line ${index}": {{ b.c | json }}, "n${index * 7919}": ${index},\n`;
const lines = (count: number, from = 0) => Array.from({ length: count }, (_, index) => line(from + index)).join('');

/** The same text parsed as one passage. */
function parsedWhole({ liquid }: ReturnType<typeof newLibrary>, text: string): CompiledTemplate {
  return new PassageTemplate(text, [{ begin: 0, passage: new Passage(liquid, text, neverPartial) }]);
}

function neverPartial(): never {
  throw new Error('No partial is rendered here.');
}

const withoutPartials = nodes.filter((text) => !text.includes('{% render'));
const lintOptions: LintOptions = { shape: shapeOfScopes([scope()]), isJson: true, unknownVariables: 'lenient' };

/** Stretches next to each other that say the same are one to whoever reads the map. */
function mapOf(template: CompiledTemplate) {
  const library = newLibrary();
  const result = renderField(library, template, scope(), 'diagnose');
  if (!result.ok || result.run === null) return { result: result.ok ? result.output : result.problems };
  const joined: { text: string; begin: number; end: number; kind: string; path: string | null }[] = [];
  for (const span of spansOf(result.output, result.run.pieces, template.text)) {
    const text = result.output.slice(span.outputBegin, span.outputEnd);
    const last = joined.at(-1);
    if (last !== undefined && span.kind === 'text' && last.kind === 'text' && last.end === span.begin) {
      last.text += text;
      last.end = span.end;
    } else joined.push({ text, begin: span.begin, end: span.end, kind: span.kind, path: span.path });
  }
  return { result: result.output, joined, unknown: unknownProblems(library, result.run, 'warning') };
}

it('finds, renders and maps in passages what it does in the whole text', () => {
  void fc.assert(
    fc.property(fc.array(withoutPartials, { minLength: 3, maxLength: 6 }), (parts) => {
      const text = parts.map((part, index) => `${lines(30, index * 30)}${part}\n`).join('');
      const library = newLibrary();
      const cut = library.compileText(text);
      const whole = parsedWhole(library, text);
      expect(cut.problems).toEqual(whole.problems);
      expect(mapOf(cut)).toEqual(mapOf(whole));
      const [once, again] = [lintStatic(cut, lintOptions), lintStatic(cut, lintOptions)];
      expect(once).toEqual(lintStatic(whole, lintOptions));
      expect(again).toEqual(once);
    }),
    { numRuns: 30 },
  );
});

it('parses anew only the passage that was edited, wherever the edit is', () => {
  const text = `{\n${lines(2_000)}  "end": 1\n}\n`;
  const library = newLibrary();
  const before = new Set(library.compileText(text).passages.map(({ passage }) => passage));
  expect(before.size).toBeGreaterThan(20);
  for (const at of [1, Math.floor(text.length / 2), text.length - 4]) {
    const edited = `${text.slice(0, at)} ${text.slice(at)}`;
    const fresh = library.compileText(edited).passages.filter(({ passage }) => !before.has(passage));
    expect(fresh.length).toBeLessThanOrEqual(2);
    expect(fresh[0]?.begin).toBeLessThanOrEqual(at);
  }
});

it('cuts neither in blocks nor in what is taken as it is nor where whitespace control reaches', () => {
  const inBlock = `{% if a %}\n${lines(400)}{% endif %}\n`;
  expect(cutPassages(inBlock)).toEqual([0]);
  expect(cutPassages(`{% raw %}\n${lines(400)}{% endraw %}\n`)).toEqual([0]);
  expect(cutPassages(`{% comment %}\n${lines(400)}{% if %}{% endcomment %}\n`)).toEqual([0]);
  expect(cutPassages('{{ a -}}\n  \n{{- a }}\n'.repeat(1_000))).toEqual([0]);
  expect(cutPassages(`{{ "${lines(400).replaceAll('"', "'")}" }}`)).toEqual([0]);
});

it('parses whole what a quote that is never closed runs through', () => {
  const text = `${lines(100)}{{ "open }}\n${lines(100)}`;
  const library = newLibrary();
  expect(library.compileText(text).problems).toEqual(parsedWhole(library, text).problems);
});

it('names the place of what goes wrong deep in a long template', () => {
  const begin = lines(300);
  const body = `${begin}{{ b.d }}\n{{ b.c | divided_by: 0 }}\n`;
  const [unknown, failed] = diagnose({ request: { body } }, scope());
  expect(unknown).toMatchObject({ code: 'unknown-variable', line: 301, column: 4 });
  expect(failed).toMatchObject({ code: 'render-error', line: 302 });
});

it('renders a long partial in a long template', () => {
  const long = { part: `${lines(200)}{{ x }}` };
  const text = `${lines(200)}{% render 'part', x: a %}\n${lines(200)}`;
  const expected = `${lines(200)}`.replaceAll('{{ b.c | json }}', '"see"');
  const inPartial = `${lines(200)}`.replaceAll('{{ b.c | json }}', 'null');
  expect(bodyOf(text, scope(), { partials: long })).toBe(`${expected}${inPartial}Aa b\n${expected}`);
});
