import type { JsonObject } from '../model/index.ts';
import { type Attachment, separateAttachments } from './attachments.ts';
import type { DocumentPlace } from './document-layout.ts';
import { jsonText } from './json/json-text.ts';
import type { DiskDocument } from './read-document.ts';
import { withVerbatimJson } from './typed-json.ts';

/** The files a document needs now, and those it no longer needs. */
export interface DocumentFiles {
  texts: Map<string, string>;
  attachments: Attachment[];
  removals: string[];
}

/** Lays a value out as files: what was in a file of its own stays there; `first` says which texts of a new document are. */
export function layOutDocument(
  place: DocumentPlace,
  value: JsonObject,
  disk: DiskDocument,
  first: readonly Attachment[] = firstAttachments(place),
): DocumentFiles {
  const known = disk.source ? disk.attachments : first;
  const separated = separateAttachments(value, known);
  const json = jsonText(withVerbatimJson(place.kind, separated.value), {
    // Knock's own tool writes workflows in its order, and people compare the two.
    order: place.kind === 'workflow' ? 'kept' : 'sorted',
    before: disk.source ? { text: disk.source.text, node: disk.source.root } : undefined,
  });
  // The texts go first: a crash in between leaves a new text under an old main file, both of them whole.
  const texts = new Map([...separated.texts, [place.main, `${json}\n`]]);
  return {
    texts,
    attachments: known.filter((attachment) => separated.texts.has(attachment.file)),
    removals: known.map((attachment) => attachment.file).filter((file) => !texts.has(file) && disk.stamps.has(file)),
  };
}

/** The long text of a channel or partial. */
function firstAttachments({ kind, folder }: DocumentPlace): Attachment[] {
  if (kind === 'channel') {
    const reference = 'body.liquid';
    return [{ pointer: '/request/body', field: ['request', 'body@'], reference, file: `${folder}/${reference}` }];
  }
  if (kind === 'partial') {
    const reference = 'content.liquid';
    return [{ pointer: '/content', field: ['content@'], reference, file: `${folder}/${reference}` }];
  }
  return [];
}
