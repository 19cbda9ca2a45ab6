import type { CompiledTemplate } from '../template-library.ts';
import { LintContext } from './lint-context.ts';
import { lintNodes } from './lint-nodes.ts';
import type { TemplateSymbol } from './symbol-draft.ts';
import type { ValueShape } from './value-shape.ts';

/**
 * Names that a template gives, with their types where the shape of the scope tells them. For completion, rename and
 * "go to definition"; one pass over the parsed template.
 */
export function symbolsOf(template: CompiledTemplate, shape: ValueShape | null): TemplateSymbol[] {
  const context = new LintContext({ shape, isJson: false, unknownVariables: 'lenient' }, true);
  lintNodes(context, template.nodes);
  return context.symbols.map(({ name, kind, shape: known, definitions, references, loop }) => {
    const block = loop === null ? undefined : template.blocks.find(({ open }) => open.begin === loop.begin);
    const first = [...definitions.values()][0];
    const scope =
      loop === null
        ? { begin: first?.begin ?? 0, end: template.text.length }
        : { begin: loop.begin, end: block?.close?.end ?? template.text.length };
    return {
      name,
      kind,
      type: typeInWords(known),
      definitions: [...definitions.values()],
      references: [...references.values()],
      scope,
    };
  });
}

export function typeInWords(shape: ValueShape | null): string {
  if (shape === null || shape.kinds.size === 0) return 'unknown';
  const kinds = [...shape.kinds].map((kind) => {
    if (kind !== 'array') return kind;
    const inner = typeInWords(shape.items);
    return inner === 'unknown' ? 'list' : `list of ${inner}`;
  });
  return kinds.join(' or ');
}
