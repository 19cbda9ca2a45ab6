import type { JsonObject } from '../model/index.ts';
import { isJsonFormat } from './bodies/body-formats.ts';
import { allFields, type CompiledFields } from './compiled-fields.ts';
import type { FieldRenderer } from './field-renderer.ts';
import type { MappedField } from './mapped-field.ts';
import { compactSpans, type SourceSpan, spansOf } from './source-map.ts';
import type { ChannelTemplate } from './template-types.ts';

/** Every field with its map; fields that fail are left out. */
export function renderFieldsWithMap(
  renderer: FieldRenderer,
  template: ChannelTemplate,
  fields: CompiledFields,
  scope: JsonObject,
): MappedField[] {
  return allFields(fields).flatMap((field) => {
    const result = renderer.diagnose(field, scope);
    if (!result.ok) return [];
    const spans = spansOf(result.output, result.run?.pieces ?? null, field.template.text);
    if (field.name === 'body') return [{ field: field.name, ...bodyMap(template, result.output, spans) }];
    return [{ field: field.name, ...trimmed(result.output, spans) }];
  });
}

function bodyMap(template: ChannelTemplate, output: string, spans: SourceSpan[]): Omit<MappedField, 'field'> {
  if (output.trim() === '') return { output: '', spans: [] };
  const isCompacted = isJsonFormat(template.bodyFormat) && template.bodyEncoding === 'knock';
  return isCompacted ? compactSpans(output, spans) : { output, spans };
}

/** The same without blanks at the ends. */
function trimmed(output: string, spans: readonly SourceSpan[]): Omit<MappedField, 'field'> {
  const text = output.trim();
  const begin = output.length - output.trimStart().length;
  const end = begin + text.length;
  const byteShift = Buffer.byteLength(output.slice(0, begin));
  const kept = spans.flatMap((span) => {
    const [from, to] = [Math.max(span.outputBegin, begin), Math.min(span.outputEnd, end)];
    if (from >= to) return [];
    const [cutLeft, cutRight] = [from - span.outputBegin, span.outputEnd - to];
    // What is cut off is blanks, one byte each unless they are exotic: counted, not assumed.
    const bytesLeft = Buffer.byteLength(output.slice(span.outputBegin, from));
    const bytesRight = Buffer.byteLength(output.slice(to, span.outputEnd));
    const moved = {
      ...span,
      outputBegin: from - begin,
      outputEnd: to - begin,
      byteBegin: span.byteBegin + bytesLeft - byteShift,
      byteEnd: span.byteEnd - bytesRight - byteShift,
    };
    if (span.kind === 'value') return [moved];
    if (span.partial === null) return [{ ...moved, begin: span.begin + cutLeft, end: span.end - cutRight }];
    const partial = { ...span.partial, begin: span.partial.begin + cutLeft, end: span.partial.end - cutRight };
    return [{ ...moved, partial }];
  });
  return { output: text, spans: kept };
}
