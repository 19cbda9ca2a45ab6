import * as fc from 'fast-check';
import { Liquid, RenderTag } from 'liquidjs';
import { expect, it } from 'vitest';
import { createLiquid } from '../../../core/template/liquid-engine.ts';
import { liquidOperators } from '../../../core/template/liquid-operators.ts';
import { nodes, partials, scope } from './template-arbitrary.ts';
import { bodyOf, nowMs, renderWith } from './template-fixture.ts';

/** LiquidJS itself, with our filters and its own rendering. */
function referenceLiquid(): Liquid {
  const ours = createLiquid({ partials: () => undefined, nowMs: () => nowMs });
  const reference = new Liquid({ lenientIf: true, templates: partials, locale: 'en', operators: liquidOperators });
  for (const [name, filter] of Object.entries(ours.filters)) reference.registerFilter(name, filter);
  reference.registerTag('render', RenderTag);
  return reference;
}

function renderOf(reference: Liquid, text: string): string | null {
  const templates = reference.parse(text);
  try {
    return String(reference.renderSync(templates, scope()));
  } catch {
    return null;
  }
}

it('renders every template to the very bytes LiquidJS renders', () => {
  const reference = referenceLiquid();
  void fc.assert(
    fc.property(nodes, (text) => {
      const expected = renderOf(reference, `x${text}`);
      // A filter that refuses its input refuses it in both.
      if (expected === null) expect(renderWith({ partials, request: { body: `x${text}` } }, scope()).ok).toBe(false);
      else expect(bodyOf(`x${text}`, scope(), { partials })).toBe(expected);
    }),
    { numRuns: 1_500 },
  );
});

// Where LiquidJS differs from Liquid, Liquid is followed.
it.each([
  ['{% for i in (1..3) %}{% cycle 0, false %}{% endfor %}', '0false0'],
  ['{% for i in (1..2) %}{% for x in list offset: continue %}{{ x.name }}{% endfor %}|{% endfor %}', 'n1n2n1||'],
])('renders %s as Shopify does', (template, output) => {
  expect(bodyOf(template, scope())).toBe(output);
});
