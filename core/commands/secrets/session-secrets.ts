import {
  isMaskable,
  type JsonValue,
  longestFirst,
  type Rename,
  secretMask,
  secretSpellings,
} from '../../model/index.ts';
import type { StoredRooms } from '../stored-rooms.ts';
import { base64Spellings } from './base64-spellings.ts';

/** How a session is written to disk, and what is read from there. `renamed` since it was written. */
export interface SessionAtRest {
  hide(session: unknown): unknown;
  show(session: unknown, renamed: readonly Rename[]): unknown;
}

interface NamedSecret {
  /** `environment/name`. */
  id: string;
  value: string;
}

/**
 * What a window remembers holds what was typed, such as the headers of a request that is to be sent again. On disk a secret in it
 * is a reference, as it is in files of the workspace: it gets its value when it is read, so that nothing that was typed is lost. A
 * secret that has no value any more is masked then.
 */
export function createSessionAtRest(rooms: StoredRooms): SessionAtRest {
  return {
    hide(session) {
      const marks = marksFor(namedSecrets(rooms));
      return marks === null ? session : mapTexts(session as JsonValue, (text) => withMarks(text, marks));
    },
    show(session, renamed) {
      if (!(JSON.stringify(session) ?? '').includes('⟦')) return session;
      const values = new Map(namedSecrets(rooms).map(({ id, value }) => [id, value]));
      return mapTexts(session as JsonValue, (text) => withoutMarks(text, (id) => values.get(idAfter(renamed, id))));
    },
  };
}

function namedSecrets({ workspace, secrets }: StoredRooms): NamedSecret[] {
  return workspace.documents().flatMap((document) => {
    if (document.kind !== 'environment') return [];
    const names = new Set([...document.value.secrets, ...secrets.names(document.key)]);
    return [...names].flatMap((name): NamedSecret[] => {
      const value = secrets.get(document.key, name);
      return value === undefined ? [] : [{ id: `${document.key}/${name}`, value }];
    });
  });
}

function idAfter(renamed: readonly Rename[], id: string): string {
  const [environment = '', name] = id.split('/');
  const key = renamed.reduce(
    (now, { kind, from, to }) => (kind === 'environment' && from === now ? to : now),
    environment,
  );
  return `${key}/${name}`;
}

const secretMark = /⟦secret (\S+) (\d+)⟧/g;
/** Credentials of Basic authorization that hold a secret: decoded, and encoded again when it has its value. */
const basicMark = /⟦basic ((?:⟦[^⟦⟧]*⟧|[^⟦⟧])*)⟧/g;
const credentials = '[Bb]asic +[A-Za-z0-9+/]{4,}=*';
/** What stands there already; its words are not looked at again. Each character fits in one way only, or a row of "⟦" never ends. */
const anyMark = '⟦(?:⟦[^⟦⟧]*⟧|[^⟦⟧])*⟧';

interface Marks {
  pattern: RegExp;
  bySpelling: ReadonlyMap<string, string>;
}

/** Null when there is nothing to hide. */
function marksFor(secrets: readonly NamedSecret[]): Marks | null {
  const bySpelling = new Map<string, string>();
  for (const { id, value } of secrets) {
    for (const [index, spelling] of spellingsOf(value).entries()) {
      if (!bySpelling.has(spelling)) bySpelling.set(spelling, `⟦secret ${id} ${index}⟧`);
    }
  }
  if (bySpelling.size === 0) return null;
  // In one pass, which takes a fraction of looking for each; the longest first: one may be a part of another.
  const choices = longestFirst(bySpelling.keys()).map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return { pattern: new RegExp([anyMark, credentials, ...choices].join('|'), 'g'), bySpelling };
}

/** As it is, then in every form in which requests hold it: a mark tells the place in this list. */
function spellingsOf(value: string): string[] {
  if (!isMaskable(value)) return [];
  const spellings = secretSpellings([value, ...base64Spellings(value)]);
  // A tab remembers its draft as JSON, whose texts are in JSON once more.
  const inDrafts = spellings.map((text) => JSON.stringify(text).slice(1, -1));
  return [...new Set([value, ...spellings, ...inDrafts])];
}

function withMarks(text: string, marks: Marks): string {
  return text.replace(marks.pattern, (found) => {
    if (found.startsWith('⟦')) return found;
    const own = marks.bySpelling.get(found);
    if (own !== undefined) return own;
    const [scheme = '', encoded = ''] = found.split(/ +/);
    const decoded = Buffer.from(encoded, 'base64').toString('utf8');
    const marked = withMarks(decoded, marks);
    if (marked === decoded) return found;
    const isExact = Buffer.from(decoded).toString('base64') === encoded;
    return `${scheme} ${isExact ? `⟦basic ${marked}⟧` : secretMask}`;
  });
}

function withoutMarks(text: string, secretOf: (id: string) => string | undefined): string {
  if (!text.includes('⟦')) return text;
  const spelled = (_: string, id: string, index: string): string =>
    spellingsOf(secretOf(id) ?? '')[Number(index)] ?? secretMask;
  return text
    .replace(basicMark, (_, decoded: string) => Buffer.from(decoded.replace(secretMark, spelled)).toString('base64'))
    .replace(secretMark, spelled);
}

function mapTexts(value: JsonValue, change: (text: string) => string): JsonValue {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((entry) => mapTexts(entry, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, mapTexts(entry, change)]));
}
