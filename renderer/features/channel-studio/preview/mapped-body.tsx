import { memo, useMemo, useRef } from 'react';
import { isValueSpan, sourceSpanAt } from '../../../../core/contract/index.ts';
import { useSecretMask } from '../../../request/secret-mask.tsx';
import { prettyPrintTokens } from '../../../ui/json-tokens.ts';
import { layoutLimit } from '../../../ui/json-view.tsx';
import type { TextBlock } from '../../../ui/text-blocks.ts';
import { VirtualText, type VirtualTextHandle } from '../../../ui/virtual-text.tsx';
import { prettyPrintXml } from '../../../ui/xml-tokens.ts';
import { type BodyLayout, exactLayout, prettyLayout } from './body-layout.ts';
import { MappedPart } from './mapped-part.tsx';
import { type MappedField, type PartRun, spansAtCaret } from './mapped-segments.ts';
import styles from './mapped-text.module.css';
import { maskedField } from './masked-field.ts';
import { type PartSource, useMappedParts } from './use-mapped-parts.ts';

interface MappedBodyProps {
  templateKey: string;
  text: string;
  /** The map of this very text; null while there is none. */
  mapped: MappedField | null;
  isPretty: boolean;
  isXml: boolean;
  label: string;
}

/** The body, each value tied to the expression that printed it. Of a long one only what can be seen is drawn and mapped. */
export function MappedBody({ templateKey, text, mapped, isPretty, isXml, label }: MappedBodyProps) {
  const mask = useSecretMask();
  const layout = useMemo(() => {
    const shown = mapped === null ? null : maskedField(mapped, mask);
    return layoutOf(shown === null ? mask(text) : shown.output, shown, isPretty, isXml);
  }, [text, mapped, mask, isPretty, isXml]);
  const source = useMemo(() => sourceOf(mapped), [mapped]);
  const host = useRef<HTMLElement>(null);
  const drawn = useRef<VirtualTextHandle>(null);
  const show = (index: number): void => drawn.current?.reveal(layout.beginOf(index));
  const { chosen, marked, handlers } = useMappedParts(templateKey, source, host, show);
  const renderBlock = (block: TextBlock) => {
    const run = layout.partsIn(block);
    return <BodyBlock run={run} chosen={chosen} marked={marked} />;
  };
  return (
    <section ref={host} aria-label={label} className={styles.block} {...handlers}>
      <VirtualText ref={drawn} text={layout.text} renderBlock={renderBlock} />
    </section>
  );
}

function layoutOf(text: string, mapped: MappedField | null, isPretty: boolean, isXml: boolean): BodyLayout {
  if (!isPretty) return exactLayout(text, mapped, isXml);
  const pretty = mapped === null ? null : prettyLayout(mapped, isXml);
  if (pretty !== null) return pretty;
  const prettyPrint = isXml ? prettyPrintXml : prettyPrintTokens;
  return exactLayout(text.length <= layoutLimit ? prettyPrint(text) : text, null, isXml);
}

function sourceOf(mapped: MappedField | null): PartSource {
  if (mapped === null) return unmapped;
  const { field, spans } = mapped;
  return {
    fields: [field],
    count: spans.ends.length,
    partAt: (index) => ({ field, span: sourceSpanAt(spans, index) }),
    isValue: (index) => isValueSpan(spans, index),
    atCaret: (place) => spansAtCaret(spans, place),
  };
}

const nothing: ReadonlySet<number> = new Set();
const unmapped: PartSource = {
  fields: [],
  count: 0,
  partAt: () => null,
  isValue: () => false,
  atCaret: () => nothing,
};

interface BodyBlockProps {
  run: PartRun;
  chosen: number | null;
  marked: ReadonlySet<number>;
}

/** Passed over by a key that changes another block, and by a map that says the same of it. */
const BodyBlock = memo(function BodyBlock({ run, chosen, marked }: BodyBlockProps) {
  return run.parts.map((part, at) => {
    const index = run.firstIndex + at;
    return (
      <MappedPart key={index} part={part} index={index} isChosen={index === chosen} isAtCaret={marked.has(index)} />
    );
  });
}, isShownAlike);

function isShownAlike(before: BodyBlockProps, after: BodyBlockProps): boolean {
  if (before.run.firstIndex !== after.run.firstIndex || !isSameRun(before.run, after.run)) return false;
  return after.run.parts.every((_, at) => {
    const index = after.run.firstIndex + at;
    return (
      (before.chosen === index) === (after.chosen === index) && before.marked.has(index) === after.marked.has(index)
    );
  });
}

/** Whether two runs look alike; where the template stands behind them is asked for when it is needed. */
function isSameRun({ parts: before }: PartRun, { parts: after }: PartRun): boolean {
  return (
    before.length === after.length &&
    after.every(({ span, segments }, at) => {
      const other = before[at];
      return (
        other !== undefined &&
        other.span?.kind === span?.kind &&
        other.span?.path === span?.path &&
        other.segments.length === segments.length &&
        segments.every(({ text, kind }, place) => {
          const segment = other.segments[place];
          return segment?.text === text && segment.kind === kind;
        })
      );
    })
  );
}
