import { type DocumentKind, documentKinds, type StoredDocument, type WorkspaceProblem } from '../model/index.ts';
import { DocumentFile } from './document-file.ts';
import { type DocumentPlace, placeOfDocument } from './document-layout.ts';
import { documentId, type FolderScan, isHidden } from './folder-scan.ts';
import { forEachLimited } from './limited.ts';
import { findDanglingReferences, findMissingSamples, findUnreadableStepRequests } from './references.ts';
import type { DiskPorts } from './staged-files.ts';
import type { WorkspaceChange } from './workspace-types.ts';

/** Files open at once while reading a workspace. */
const readConcurrency = 32;
const kindOrder = Object.keys(documentKinds);

/** The documents of one workspace, those that are absent or unreadable included. */
export class DocumentSet {
  readonly #ports: DiskPorts;
  readonly #files = new Map<string, DocumentFile>();

  constructor(ports: DiskPorts) {
    this.#ports = ports;
  }

  find(kind: DocumentKind, key: string): DocumentFile | undefined {
    return this.#files.get(documentId(kind, key));
  }

  /** The document's file, made at its canonical place when there is none yet. */
  open(kind: DocumentKind, key: string): DocumentFile {
    return this.find(kind, key) ?? this.#add(placeOfDocument(kind, key));
  }

  all(): DocumentFile[] {
    return [...this.#files.values()];
  }

  documents(): StoredDocument[] {
    return this.all()
      .flatMap((file) => file.document ?? [])
      .sort((a, b) => kindOrder.indexOf(a.kind) - kindOrder.indexOf(b.kind) || (a.key < b.key ? -1 : 1));
  }

  /** Problems of the files, and of the names in them. */
  problems(): WorkspaceProblem[] {
    const files = this.all();
    const find = this.find.bind(this);
    return [
      ...files.flatMap((file) => file.problems),
      ...findDanglingReferences(files, find),
      ...findMissingSamples(files, find),
      ...findUnreadableStepRequests(files),
    ];
  }

  /** To be taken before the folder is listed, for `takeIn`. */
  writeCounts(): Map<DocumentFile, number> {
    return new Map(this.all().map((file) => [file, file.writeCount]));
  }

  /**
   * Takes in what the listing shows to have changed. Documents that were written since, or are being written, are left
   * alone and returned: the listing has to be made again for them.
   */
  async takeIn(
    scan: FolderScan,
    counts: ReadonlyMap<DocumentFile, number>,
  ): Promise<{ changes: WorkspaceChange[]; postponed: DocumentFile[] }> {
    const changes: WorkspaceChange[] = [];
    const postponed: DocumentFile[] = [];
    const before = new Set(this.#files.keys());
    for (const [id, { place }] of scan.documents) if (!before.has(id)) this.#add(place);
    await forEachLimited([...this.#files], readConcurrency, async ([id, file]) => {
      const found = scan.documents.get(id);
      if (file.isUpToDate(found) || isHidden(scan, file.place.main)) return;
      if (before.has(id) && (file.isBusy || counts.get(file) !== file.writeCount)) {
        postponed.push(file);
        return;
      }
      if (!(await file.load(found))) return;
      const { kind, key } = file.place;
      changes.push({ subject: 'document', kind, key, document: file.document, origin: 'disk' });
    });
    return { changes, postponed };
  }

  async idle(): Promise<void> {
    for (const file of this.all()) await file.idle();
  }

  #add(place: DocumentPlace): DocumentFile {
    const file = new DocumentFile(place, this.#ports);
    this.#files.set(documentId(place.kind, place.key), file);
    return file;
  }
}
