import type { TemplateBlock } from '../block-structure.ts';
import type { CompiledTemplate } from '../compiled-template.ts';
import { LintContext } from './lint-context.ts';
import { lintPassages } from './lint-passages.ts';
import type { TemplateSymbol } from './symbol-draft.ts';
import type { ValueShape } from './value-shape.ts';

/**
 * Names that a template gives, with their types where the shape of the scope tells them. For completion, rename and
 * "go to definition"; one pass over the parsed template.
 */
export function symbolsOf(template: CompiledTemplate, shape: ValueShape | null): TemplateSymbol[] {
  const context = new LintContext({ shape, isJson: false, unknownVariables: 'lenient' }, true);
  lintPassages(context, template.passages);
  const blocks = template.passages.flatMap(({ begin, passage }) => passage.blocks.map((block) => ({ begin, block })));
  return context.symbols.map(({ name, kind, shape: known, definitions, references, loop }) => {
    const block =
      loop === null ? undefined : blocks.find(({ begin, block: { open } }) => begin + open.begin === loop.begin);
    const first = [...definitions.values()][0];
    const scope =
      loop === null
        ? { begin: first?.begin ?? 0, end: template.text.length }
        : { begin: loop.begin, end: endOfBlock(block) ?? template.text.length };
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

function endOfBlock(placed: { begin: number; block: TemplateBlock } | undefined): number | null {
  const close = placed?.block.close ?? null;
  return placed === undefined || close === null ? null : placed.begin + close.end;
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
