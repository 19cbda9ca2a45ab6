/** First thing that is wrong in an XML text; `offset` in characters. */
export interface XmlFault {
  message: string;
  offset: number;
}

const nameStart =
  ':A-Z_a-z\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u02ff\\u0370-\\u037d\\u037f-\\u1fff\\u200c\\u200d\\u2070-\\u218f\\u2c00-\\u2fef\\u3001-\\ud7ff\\uf900-\\ufdcf\\ufdf0-\\ufffd\\u{10000}-\\u{effff}';
const namePattern = new RegExp(`[${nameStart}][${nameStart}.0-9\\u00b7\\u0300-\\u036f\\u203f\\u2040-]*`, 'uy');
const attributePattern = /[ \t\r\n]*=[ \t\r\n]*(?:"([^"]*)"|'([^']*)')/y;
const referencePattern = /&(?:#(\d{1,8})|#x([0-9A-Fa-f]{1,7})|(amp|lt|gt|quot|apos));/y;
// Tab, line ends and everything from the blank on, without surrogates alone and U+FFFE, U+FFFF (XML 1.0, Char).
const strangePattern = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;
const declarationPattern =
  /^<\?xml\s+version\s*=\s*(["'])1\.\d+\1(?:\s+encoding\s*=\s*(["'])[A-Za-z][\w.-]*\2)?(?:\s+standalone\s*=\s*(["'])(?:yes|no)\3)?\s*\?>/;

const blanks = new Set([' ', '\t', '\r', '\n']);

class Fault extends Error {
  readonly offset: number;
  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/**
 * The first breach of well-formedness (XML 1.0, fifth edition, without document types); null = well-formed. A document
 * type is a fault here: receivers are advised to refuse one, and what it declares is not read. Time grows with the
 * length of the text; any depth is fine.
 */
export function scanXml(text: string): XmlFault | null {
  try {
    new XmlScan(text).run();
    return null;
  } catch (error) {
    if (error instanceof Fault) return { message: error.message, offset: error.offset };
    throw error;
  }
}

class XmlScan {
  readonly #text: string;
  readonly #open: { name: string; offset: number }[] = [];
  #at = 0;
  #hasRoot = false;

  constructor(text: string) {
    this.#text = text;
  }

  run(): void {
    const text = this.#text;
    const strange = strangePattern.exec(text);
    if (strange !== null) throw new Fault('A character that XML does not allow', strange.index);
    if (text.startsWith('\ufeff')) this.#at = 1;
    if (text.startsWith('<?xml', this.#at) && /\s/.test(text[this.#at + 5] ?? '')) this.#declaration();
    while (this.#at < text.length) {
      const next = text.indexOf('<', this.#at);
      const end = next < 0 ? text.length : next;
      this.#characters(end);
      this.#at = end;
      if (end < text.length) this.#markup();
    }
    const left = this.#open.at(-1);
    if (left !== undefined) throw new Fault(`<${left.name}> is never closed`, left.offset);
    if (!this.#hasRoot) throw new Fault('There is no element', text.length);
  }

  #declaration(): void {
    const match = declarationPattern.exec(this.#text.slice(this.#at));
    if (match === null) throw new Fault('The XML declaration is not written as <?xml version="1.0"?>', this.#at);
    this.#at += match[0].length;
  }

  /** Text between two tags. */
  #characters(end: number): void {
    const begin = this.#at;
    if (this.#open.length === 0) {
      const found = /[^ \t\r\n]/.exec(this.#text.slice(begin, end));
      if (found !== null) throw new Fault('Text outside of the root element', begin + found.index);
      return;
    }
    const stop = this.#text.slice(begin, end).indexOf(']]>');
    if (stop >= 0) throw new Fault('"]]>" must not stand in text', begin + stop);
    this.#references(begin, end);
  }

  #references(begin: number, end: number): void {
    const part = this.#text.slice(begin, end);
    for (let found = part.indexOf('&'); found >= 0; found = part.indexOf('&', found + 1)) {
      const at = begin + found;
      referencePattern.lastIndex = at;
      const match = referencePattern.exec(this.#text);
      if (match === null) throw new Fault('"&" begins no reference that XML knows; write &amp;', at);
      const code =
        match[1] !== undefined ? Number(match[1]) : match[2] === undefined ? 32 : Number.parseInt(match[2], 16);
      const isCharacter = code <= 0x10ffff && !strangePattern.test(String.fromCodePoint(code));
      if (!isCharacter) throw new Fault(`${match[0]} names a character that XML does not allow`, at);
    }
  }

  #markup(): void {
    const text = this.#text;
    const at = this.#at;
    if (text.startsWith('<!--', at)) this.#comment();
    else if (text.startsWith('<![CDATA[', at)) {
      if (this.#open.length === 0) throw new Fault('A CDATA section outside of the root element', at);
      this.#at = this.#after(']]>', 9, 'The CDATA section is never closed');
    } else if (text.startsWith('<?', at)) this.#instruction();
    else if (text.startsWith('<!', at)) throw new Fault('Document types are not supported', at);
    else if (text.startsWith('</', at)) this.#closing();
    else this.#opening();
  }

  #after(mark: string, skipped: number, message: string): number {
    const end = this.#text.indexOf(mark, this.#at + skipped);
    if (end < 0) throw new Fault(message, this.#at);
    return end + mark.length;
  }

  #comment(): void {
    const begin = this.#at;
    const dashes = this.#text.indexOf('--', begin + 4);
    if (dashes < 0) throw new Fault('The comment is never closed', begin);
    if (this.#text[dashes + 2] !== '>') throw new Fault('"--" must not stand in a comment', dashes);
    this.#at = dashes + 3;
  }

  #instruction(): void {
    const target = this.#name(this.#at + 2);
    if (target === null) throw new Fault('A processing instruction without a name', this.#at);
    if (target.toLowerCase() === 'xml')
      throw new Fault('The XML declaration stands at the very beginning only', this.#at);
    this.#at = this.#after('?>', 2, 'The processing instruction is never closed');
  }

  #closing(): void {
    const begin = this.#at;
    const name = this.#name(begin + 2) ?? '';
    const open = this.#open.pop();
    if (open === undefined) throw new Fault(`</${name}> closes nothing`, begin);
    if (open.name !== name) throw new Fault(`</${name}> stands where </${open.name}> is due`, begin);
    const end = this.#skipBlanks(begin + 2 + name.length);
    if (this.#text[end] !== '>') throw new Fault(`</${name} is not closed with ">"`, begin);
    this.#at = end + 1;
  }

  #opening(): void {
    const begin = this.#at;
    const name = this.#name(begin + 1);
    if (name === null) throw new Fault('"<" begins no tag; write &lt;', begin);
    if (this.#open.length === 0 && this.#hasRoot) throw new Fault('A second root element', begin);
    this.#hasRoot = true;
    this.#at = begin + 1 + name.length;
    const seen = new Set<string>();
    for (;;) {
      const from = this.#skipBlanks(this.#at);
      if (this.#text[from] === '>') {
        this.#open.push({ name, offset: begin });
        this.#at = from + 1;
        return;
      }
      if (this.#text.startsWith('/>', from)) {
        this.#at = from + 2;
        return;
      }
      if (from >= this.#text.length) throw new Fault(`<${name} is never closed`, begin);
      if (from === this.#at) throw new Fault('A blank is missing between attributes', from);
      this.#attribute(from, seen);
    }
  }

  #attribute(from: number, seen: Set<string>): void {
    const name = this.#name(from);
    if (name === null) throw new Fault('The name of an attribute, or the end of the tag, is missing', from);
    if (seen.has(name)) throw new Fault(`The attribute "${name}" stands here twice`, from);
    seen.add(name);
    attributePattern.lastIndex = from + name.length;
    const match = attributePattern.exec(this.#text);
    if (match === null) throw new Fault(`The attribute "${name}" has no value in quotes`, from);
    const value = match[1] ?? match[2] ?? '';
    const end = attributePattern.lastIndex;
    const begin = end - 1 - value.length;
    const bracket = value.indexOf('<');
    if (bracket >= 0) throw new Fault('"<" must not stand in an attribute; write &lt;', begin + bracket);
    this.#references(begin, end - 1);
    this.#at = end;
  }

  #name(from: number): string | null {
    namePattern.lastIndex = from;
    return namePattern.exec(this.#text)?.[0] ?? null;
  }

  #skipBlanks(from: number): number {
    let at = from;
    while (blanks.has(this.#text[at] ?? '')) at += 1;
    return at;
  }
}
