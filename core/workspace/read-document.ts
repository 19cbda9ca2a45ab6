import { join } from 'node:path';
import { CommandError } from '../contract/errors.ts';
import {
  type DocumentKind,
  documentKinds,
  type JsonObject,
  type JsonValue,
  type WorkspaceProblem,
} from '../model/index.ts';
import { type Attachment, findReferences, joinAttachments } from './attachments.ts';
import { systemCode } from './disk-errors.ts';
import type { FileSystemPort } from './file-system-port.ts';
import { type FoundDocument, type Stamps, wholeFile } from './folder-scan.ts';
import type { FileText, HeavyDocument } from './heavy-document.ts';
import { cutJson, joinJson } from './json/cut-json.ts';
import { JsonSyntaxError } from './json/json-scanner.ts';
import {
  inexactNumbers,
  type JsonNode,
  type JsonTree,
  offsetOfPath,
  parseJsonTree,
  placeOfOffset,
} from './json/json-tree.ts';
import { describeIssues } from './schema-problems.ts';
import type { DiskPorts } from './staged-files.ts';
import { isTypedPath, isTypedPlace, takeTypedTexts } from './typed-json.ts';

/** A document as its files hold it. */
export interface DiskDocument {
  /** Null when the files cannot be taken in; `problems` says why. */
  value: JsonObject | null;
  /** The main file's text and tree, for places in messages and spellings to keep; null when it is not JSON. */
  source: SourceText | null;
  attachments: Attachment[];
  /** Exact texts of the files that the value was read from. */
  texts: Map<string, string>;
  /** Stamps of all files of the document when they were read. */
  stamps: Stamps;
  problems: WorkspaceProblem[];
}

/** A file's text with its tree, which is made when it is first asked for: it takes many times the memory of the text. */
export class SourceText {
  readonly text: string;
  #root: JsonNode | null;

  constructor(text: string, root: JsonNode | null = null) {
    this.text = text;
    this.#root = root;
  }

  get root(): JsonNode {
    this.#root ??= parseJsonTree(this.text).root;
    return this.#root;
  }
}

/** Nothing on disk. */
export function noDiskDocument(): DiskDocument {
  return { value: null, source: null, attachments: [], texts: new Map(), stamps: new Map(), problems: [] };
}

/**
 * Reads, joins and checks a document; `known` is what was read before. Never rejects: what is wrong with a file becomes
 * a problem.
 */
export async function readDocument(
  { root, files, readHeavy }: Pick<DiskPorts, 'root' | 'files' | 'readHeavy'>,
  found: FoundDocument,
  known: DiskDocument,
): Promise<DiskDocument> {
  const { main, folder, kind } = found.place;
  const disk: DiskDocument = { ...noDiskDocument(), stamps: new Map(found.files) };
  if (!found.files.has(main)) {
    const message = `This folder has no ${main.slice((folder ?? '').length + 1)}, so nothing in it is read. Add the file, or remove the folder.`;
    disk.problems.push(wholeFile('warning', folder ?? main, message));
    return disk;
  }
  const text = await readText(root, files, main, disk.problems);
  if (text === null) return disk;
  disk.texts.set(main, text);
  if (folder === null && readHeavy !== undefined && isHeavyText(text)) {
    if (known.texts.get(main) === text && known.value !== null) return { ...known, stamps: disk.stamps };
    return readHeavyDocument(readHeavy, disk, { kind, file: main, text });
  }
  const tree = parseTree(text, main, disk.problems);
  if (tree === null) return disk;
  disk.source = new SourceText(text, tree.root);
  let value = JSON.parse(text) as JsonValue;
  if (folder !== null) {
    const { source } = disk;
    const report = (path: readonly PropertyKey[], message: string, severity: Severity = 'error') =>
      disk.problems.push(problemAt({ source }, main, path, message, severity));
    const references = findReferences(value, main, folder);
    for (const { field, message } of references.refused) report(field, message);
    for (const { field, reference } of references.overridden) {
      report(
        field,
        `The value is also given inline, and the inline value counts; "${reference}" is not read.`,
        'warning',
      );
    }
    value = joinAttachments(value, await readAttachments(root, files, references.attachments, disk, report));
    disk.attachments = references.attachments;
    reportUnusedFiles(found, disk);
  }
  disk.problems.push(...checkValue(kind, main, value, disk.source));
  // Zod's copy has another order of names; the file's own is kept.
  if (!hasError(disk.problems)) disk.value = freezeDeep(value as JsonObject);
  return disk;
}

type Severity = WorkspaceProblem['severity'];

/** Sets the typed texts of a document's value, and says what is wrong with it. */
function checkValue(kind: DocumentKind, file: string, value: JsonValue, source: SourceText): WorkspaceProblem[] {
  const { text, root } = source;
  const problems: WorkspaceProblem[] = [];
  const report = (path: readonly PropertyKey[], message: string, severity: Severity = 'error') =>
    problems.push(problemAt({ source }, file, path, message, severity));
  takeTypedTexts(kind, value, text, root);
  const checked = documentKinds[kind].value.safeParse(value);
  if (!checked.success) {
    for (const offence of describeIssues(checked.error.issues, value)) report(offence.path, offence.message);
  }
  for (const { path, spelling } of inexactNumbers(text, root)) {
    if (isTypedPath(kind, path)) continue;
    report(
      path,
      `The number ${spelling} has more digits than a JSON number can hold; write it as text, in quotes.`,
      'warning',
    );
  }
  return problems;
}

function hasError(problems: readonly WorkspaceProblem[]): boolean {
  return problems.some(({ severity }) => severity === 'error');
}

/** Characters from which a document's file is read elsewhere. */
const heavyTextLength = 1_000_000;

export function isHeavyText(text: string): boolean {
  return text.length >= heavyTextLength;
}

/** Reads and checks a document that is one file, for the thread that does so for `readDocument`. */
export function readFileText({ kind, file, text }: FileText): HeavyDocument {
  const problems: WorkspaceProblem[] = [];
  // What an event type holds is not judged by the kind's schema, so no message needs a place in it.
  const isPassed = (path: readonly string[]) => kind === 'event-type' && isTypedPlace(kind, path);
  const tree = parseTree(text, file, problems, isPassed);
  if (tree === null) return { value: null, isJson: false, problems };
  const value = JSON.parse(text) as JsonValue;
  problems.push(...checkValue(kind, file, value, new SourceText(text, tree.root)));
  return { value: hasError(problems) ? null : cutJson(value), isJson: true, problems };
}

async function readHeavyDocument(
  readHeavy: (file: FileText) => Promise<HeavyDocument>,
  disk: DiskDocument,
  file: FileText,
): Promise<DiskDocument> {
  try {
    const { value, isJson, problems } = await readHeavy(file);
    if (isJson) disk.source = new SourceText(file.text);
    disk.problems.push(...problems);
    // The kind's schema says that it is an object.
    if (value !== null) disk.value = freezeDeep((await joinJson(value, freezeDeep)) as JsonObject);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    disk.problems.push(wholeFile('error', file.file, `${error.message} The file is left as it is until then.`));
  }
  return disk;
}

async function readAttachments(
  root: string,
  files: FileSystemPort,
  attachments: readonly Attachment[],
  disk: DiskDocument,
  report: (path: readonly PropertyKey[], message: string) => void,
): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (const { file, field, reference, pointer } of attachments) {
    if (!disk.stamps.has(file)) {
      report(field, `"${reference}" does not exist. Create ${file}, or correct the reference.`);
      // The document is refused; an empty text keeps the schema from complaining about the same thing again.
      texts.set(pointer, '');
      continue;
    }
    const text = await readText(root, files, file, disk.problems);
    texts.set(pointer, text ?? '');
    if (text !== null) disk.texts.set(file, text);
  }
  return texts;
}

function reportUnusedFiles(found: FoundDocument, disk: DiskDocument): void {
  const used = new Set([found.place.main, ...disk.attachments.map((attachment) => attachment.file)]);
  const opensAll = !/"visual_blocks@"/.test(disk.source?.text ?? '');
  for (const path of found.files.keys()) {
    if (used.has(path) || !opensAll) continue;
    const message = `Nothing in ${found.place.main} refers to this file, so it is not read.`;
    disk.problems.push(wholeFile('warning', path, message));
  }
}

/** What is read becomes several times as much in memory; a million subscriptions are a third of it. */
const longestFileBytes = 128 * 1024 * 1024;

/** Text of a UTF-8 file without its byte order mark; null when it cannot be had. */
export async function readText(
  root: string,
  files: FileSystemPort,
  path: string,
  problems: WorkspaceProblem[],
): Promise<string | null> {
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    const texts: string[] = [];
    let sizeBytes = 0;
    for await (const piece of files.readPieces(join(root, path))) {
      sizeBytes += piece.byteLength;
      if (sizeBytes > longestFileBytes) {
        problems.push(wholeFile('error', path, 'The file is longer than 128 MB and is not read. Make it smaller.'));
        return null;
      }
      texts.push(decoder.decode(piece, { stream: true }));
    }
    texts.push(decoder.decode());
    return texts.join('');
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') {
      const message = 'The file is not UTF-8 text. Save it as UTF-8; it is left as it is until then.';
      problems.push(wholeFile('error', path, message));
      return null;
    }
    const reason =
      code === 'EACCES' || code === 'EPERM' ? 'this user may not read it' : `the system says ${code || 'no'}`;
    problems.push(wholeFile('error', path, `The file cannot be opened: ${reason}. Check its permissions.`));
    return null;
  }
}

function parseTree(
  text: string,
  file: string,
  problems: WorkspaceProblem[],
  isPassed?: (path: readonly string[]) => boolean,
): JsonTree | null {
  try {
    const tree = parseJsonTree(text, isPassed);
    for (const { path, offset } of tree.duplicates) {
      const message = `"${path.at(-1)}" is there twice in the same object. Remove or rename one of the two; the file is not read until then.`;
      problems.push({ severity: 'error', file, message, field: path.join('.'), ...placeOfOffset(text, offset) });
    }
    return tree;
  } catch (error) {
    problems.push(syntaxProblem(text, file, error));
    return null;
  }
}

/** A `JsonSyntaxError` as a problem; anything else is a bug and thrown on. */
export function syntaxProblem(text: string, file: string, error: unknown): WorkspaceProblem {
  if (!(error instanceof JsonSyntaxError)) throw error;
  const place = placeOfOffset(text, error.offset);
  const message = `Not valid JSON at line ${place.line}, column ${place.column}: ${error.message} Correct the file; it is left as it is until then.`;
  return { severity: 'error', file, message, field: null, ...place };
}

/** A problem at a path of the document; its place is looked up in the main file's text. */
export function problemAt(
  disk: Pick<DiskDocument, 'source'>,
  file: string,
  path: readonly PropertyKey[],
  message: string,
  severity: WorkspaceProblem['severity'],
): WorkspaceProblem {
  const { source } = disk;
  const place = source ? placeOfOffset(source.text, offsetOfPath(source.root, path)) : { line: null, column: null };
  return { severity, file, message, field: path.length > 0 ? path.map(String).join('.') : null, ...place };
}

export function freezeDeep<T>(value: T): T {
  if (value !== null && typeof value === 'object' && !Object.isFrozen(value)) {
    for (const inner of Object.values(value)) freezeDeep(inner);
    Object.freeze(value);
  }
  return value;
}
