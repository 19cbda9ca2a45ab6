import { entityNameSchema, type WorkspaceProblem } from '../../model/index.ts';
import type { DataShape } from '../document-layout.ts';
import { JsonScanner } from '../json/json-scanner.ts';
import { placeOfOffset } from '../json/json-tree.ts';
import { syntaxProblem } from '../read-document.ts';
import { EntryTable, pairKey, splitPairKey } from './entry-table.ts';

const maxProblems = 10;

/** Reads a data file without building its values; null = it cannot be taken in, and `problems` says why. */
export function readEntries(
  text: string,
  file: string,
  shape: DataShape,
): { entries: EntryTable | null; problems: WorkspaceProblem[] } {
  const entries = new EntryTable(text.length);
  const problems: WorkspaceProblem[] = [];
  const scanner = new JsonScanner(text);
  const report = (field: string, offset: number, message: string) => {
    if (problems.length < maxProblems) {
      problems.push({ severity: 'error', file, message, field, ...placeOfOffset(text, offset) });
    }
  };
  const readRecord = (key: string, field: string, keyStart: number) => {
    const start = scanner.offset;
    const isRecord = text.charCodeAt(start) === 123 || (shape === 'pairs' && text.startsWith('null', start));
    scanner.value();
    if (!isRecord) {
      const allowed = shape === 'pairs' ? 'an object of properties, or null' : 'an object of properties';
      report(field, keyStart, `The value of "${field}" must be ${allowed}.`);
    } else if (entries.has(key)) {
      report(
        field,
        keyStart,
        `"${field}" is there twice. Remove or rename one of the two; the file is not read until then.`,
      );
    } else entries.set(key, text.slice(start, scanner.offset));
  };
  const checkName = (name: string, keyStart: number) => {
    if (shape === 'pairs' || entityNameSchema.safeParse(name).success) return;
    report(name, keyStart, `"${name}" cannot be an id: it must not be blank or contain "/" or a NUL character.`);
  };
  try {
    if (shape === 'records') {
      scanner.object((id, keyStart) => {
        checkName(id, keyStart);
        readRecord(id, id, keyStart);
      });
    } else {
      scanner.object((object, objectStart) => {
        if (!object.includes('/')) {
          report(object, objectStart, `"${object}" is not an object; write "<collection>/<id>".`);
        }
        scanner.object((recipient, keyStart) => {
          const field = `${object}.${recipient}`;
          if (!/^user:|\//.test(recipient)) {
            report(field, keyStart, `"${recipient}" is not a recipient; write "<collection>/<id>" or "user:<id>".`);
          }
          readRecord(pairKey(object, recipient), field, keyStart);
        });
      });
    }
    scanner.end();
  } catch (error) {
    return { entries: null, problems: [syntaxProblem(text, file, error)] };
  }
  return { entries: problems.length > 0 ? null : entries, problems };
}

/** The whole file, in canonical spelling around the entries' own texts. */
export function entriesText(entries: EntryTable, shape: DataShape): string {
  return shape === 'records' ? recordsText(entries) : pairsText(entries);
}

/** How deep an entry's text is indented in its file. */
export const entryDepth = { records: 1, pairs: 2 } as const satisfies Record<DataShape, number>;

function recordsText(entries: EntryTable): string {
  const lines = Array.from(entries.keys(), (id) => `  ${JSON.stringify(id)}: ${entries.get(id) ?? '{}'}`);
  return lines.length === 0 ? '{}\n' : `{\n${lines.join(',\n')}\n}\n`;
}

function pairsText(entries: EntryTable): string {
  const objects: string[] = [];
  let current: string | null = null;
  let lines: string[] = [];
  const finish = () => {
    if (current !== null) objects.push(`  ${JSON.stringify(current)}: {\n${lines.join(',\n')}\n  }`);
  };
  for (const key of entries.keys()) {
    const [object, recipient] = splitPairKey(key);
    if (object !== current) {
      finish();
      current = object;
      lines = [];
    }
    lines.push(`    ${JSON.stringify(recipient)}: ${entries.get(key) ?? 'null'}`);
  }
  finish();
  return objects.length === 0 ? '{}\n' : `{\n${objects.join(',\n')}\n}\n`;
}
