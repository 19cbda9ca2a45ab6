import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PlacedFinding } from '../../contract/template-payloads.ts';
import type { TemplateDiagnostic } from '../../model/index.ts';
import { LineIndex, locatePointers } from '../../template/index.ts';

/** Tells where in the workspace's files a finding is to be mended. */
export type PlaceFinding = (diagnostic: TemplateDiagnostic) => PlacedFinding;

/** Where a field of a channel or partial stands in its JSON file. */
export function pointerOfField(field: string): string {
  if (field === 'url' || field === 'body') return `/request/${field}`;
  if (field.startsWith('signing.')) return `/${field.replaceAll('.', '/')}`;
  if (field === 'content') return '/content';
  const [group, index] = field.split('.');
  return `/request/${group}/${index}/value`;
}

/** Where a field of the request stands that a step of a workflow has of its own. */
export function pointerInStep(index: number): (field: string) => string {
  return (field) => {
    const [group, row] = field.split('.');
    const own = row === undefined ? field : `${group === 'query' ? 'query_params' : group}/${row}/value`;
    return `/steps/${index}/template/${own}`;
  };
}

/**
 * Reads a document's file and finds its texts in it. A text in a file of its own (`"body@": "body.liquid"`) keeps its
 * lines and columns; one inside the JSON is found by the line of its string. Unreadable files give the file's beginning.
 */
export async function placeFindings(
  root: string,
  file: string,
  fields: readonly string[],
  pointerOf: (field: string) => string = pointerOfField,
): Promise<PlaceFinding> {
  const folder = file.slice(0, file.lastIndexOf('/'));
  const bytes = await readFile(join(root, file)).catch(() => Buffer.alloc(0));
  const pointers = fields.flatMap((field) => [pointerOf(field), `${pointerOf(field)}@`]);
  const places = locatePointers(bytes, new Set(pointers));
  const lines = new LineIndex(bytes.toString());
  return (diagnostic) => {
    const { field, line, column } = diagnostic;
    const own = places.get(`${pointerOf(field)}@`);
    if (own !== undefined) {
      const name = String(JSON.parse(bytes.subarray(own.begin, own.end).toString()));
      return { diagnostic, place: { file: `${folder}/${name}`, line, column } };
    }
    const inline = places.get(pointerOf(field));
    if (inline === undefined) return { diagnostic, place: { file, line: 1, column: 1 } };
    const place = lines.placeOf(bytes.subarray(0, inline.begin).toString().length);
    const text = bytes.subarray(inline.begin, inline.end).toString();
    // Columns hold as long as the string is written without escapes; behind one only the string itself is named.
    const isPlain = line === 1 && !text.slice(0, column).includes('\\');
    return { diagnostic, place: { file, line: place.line, column: place.column + (isPlain ? column : 0) } };
  };
}
