import type { z } from 'zod';
import { type SourcePlace, sourceSpansOf } from '../../contract/source-spans.ts';
import type { mappedFieldSchema } from '../../contract/template-payloads.ts';
import type { Channel } from '../../model/index.ts';
import { LineIndex, type MappedField, type TextRange } from '../../template/index.ts';
import type { EngineContext } from '../engine-context.ts';
import { textOfField } from './text-of-field.ts';

type PlacedField = z.infer<typeof mappedFieldSchema>;

/** Where each part of the rendered request comes from: ranges of the templates as lines and columns. */
export function sourceMapOf(
  context: Pick<EngineContext, 'workspace'>,
  channel: Channel,
  fields: readonly MappedField[],
): PlacedField[] {
  return fields.map(({ field, output, spans }) => {
    const place = placing(textOfField(channel, field));
    const placeOfPartial = new Map<string, (range: TextRange) => SourcePlace>();
    return {
      field,
      output,
      spans: sourceSpansOf(
        spans.map(({ outputBegin, outputEnd, kind, path, partial, begin, end }) => ({
          outputBegin,
          outputEnd,
          kind,
          path,
          place: place({ begin, end }),
          partial: partial === null ? null : { key: partial.key, place: inPartial(partial, placeOfPartial) },
        })),
      ),
    };
  });

  function inPartial(
    partial: TextRange & { key: string },
    known: Map<string, (range: TextRange) => SourcePlace>,
  ): SourcePlace {
    const place = known.get(partial.key) ?? placing(context.workspace.get('partial', partial.key)?.value.content ?? '');
    known.set(partial.key, place);
    return place(partial);
  }
}

/** Gives ranges of a text as lines and columns from 1. */
export function placing(text: string): (range: TextRange) => SourcePlace {
  const lines = new LineIndex(text);
  return ({ begin, end }) => {
    const last = lines.placeOf(end);
    return { ...lines.placeOf(begin), endLine: last.line, endColumn: last.column };
  };
}
