import type { SignatureScheme } from '../model/index.ts';
import { type Captures, type ElementPattern, elementPattern } from './element-pattern.ts';
import { fieldsOfTemplate } from './header-fields.ts';
import { hasPlaceholder, parsePlaceholders } from './placeholder-template.ts';
import { trimBlanks } from './trim-blanks.ts';

export type HeaderReading =
  | { isReadable: true; found: Captures[] }
  | { isReadable: false; code: 'malformed-header' | 'missing-timestamp'; message: string };

/** Where a request carries a value. */
export type CarrierPlace = 'header' | 'query' | 'bodyField';

/** One value that is sent beside or inside the signed content, and its template with the settings filled in. */
export interface Carrier {
  place: CarrierPlace;
  /** Header name, query parameter or path of the body's field. */
  name: string;
  value: string;
  forKey: 'current' | 'previous' | null;
  /** Body fields only: written as a JSON number. */
  isNumber: boolean;
}

/** Takes one received value apart, guided by the template it was made from. */
export interface HeaderPattern {
  place: CarrierPlace;
  forKey: Carrier['forKey'];
  /** As the scheme spells it, and in lower case for comparison. */
  name: string;
  lowerCaseName: string;
  carriesSignature: boolean;
  carriesTimestamp: boolean;
  read(value: string): HeaderReading;
}

/** Longer values are refused unread: no signature header comes near it. */
const lengthLimit = 8192;

export function headerPattern(scheme: SignatureScheme, header: Carrier): HeaderPattern {
  const template = header.value.trim();
  const tokens = parsePlaceholders(template);
  const carriesSignature = hasPlaceholder(tokens, 'signature');
  const separator = carriesSignature ? scheme.signatureSeparator : null;
  // Where only the signature repeats, the rest of the value stands once and the list lies within it.
  const isSignatureList = scheme.signatureList === 'signature';
  const fields = fieldsOfTemplate(template, isSignatureList ? null : separator);
  const readValue =
    fields !== null
      ? fieldsReader(scheme, header.name, fields, separator)
      : listReader(
          header.name,
          template,
          elementPattern(tokens, scheme),
          isSignatureList ? null : separator,
          isSignatureList ? separator : null,
        );
  return {
    place: header.place,
    forKey: header.forKey,
    name: header.name,
    lowerCaseName: header.name.toLowerCase(),
    carriesSignature,
    carriesTimestamp: hasPlaceholder(tokens, 'timestamp'),
    read(value) {
      const text = trimBlanks(value);
      if (text.length > lengthLimit) {
        return malformed(`${header.name} is ${text.length} characters long; nothing above ${lengthLimit} is read.`);
      }
      return readValue(text);
    },
  };
}

/** Named parts in any order. Names the scheme does not know are passed over, such as Stripe's decoy `v0=`. */
function fieldsReader(
  scheme: SignatureScheme,
  header: string,
  fields: NonNullable<ReturnType<typeof fieldsOfTemplate>>,
  separator: string | null,
) {
  const parts = fields.parts.map(({ name, value }) => {
    const tokens = parsePlaceholders(value);
    const isList = hasPlaceholder(tokens, 'signature') && separator !== null && separator.trim() !== fields.delimiter;
    return { name, value, tokens, listSeparator: isList ? separator : null, pattern: elementPattern(tokens, scheme) };
  });
  return (text: string): HeaderReading => {
    const received = receivedFields(text, fields.delimiter);
    if (typeof received === 'string') return malformed(`${header} ${received}.`);
    const found: Captures[] = [];
    for (const part of parts) {
      const values = received.filter((each) => each.name === part.name).map((each) => each.value);
      if (values.length === 0) return missingField(header, part, received);
      for (const value of values.flatMap((each) => (part.listSeparator ? each.split(part.listSeparator) : [each]))) {
        const captures = part.pattern(value);
        if (captures === null) {
          return malformed(`${header} has "${part.name}=${shorten(value)}" where "${part.name}=${part.value}" is due.`);
        }
        found.push(captures);
      }
    }
    return { isReadable: true, found };
  };
}

function missingField(
  header: string,
  part: { name: string; tokens: ReturnType<typeof parsePlaceholders> },
  received: readonly { name: string }[],
): HeaderReading {
  const names = received.map((each) => `${shorten(each.name)}=`).join(' ') || 'nothing';
  const message = `${header} has no "${part.name}=" part; it holds ${shorten(names)}.`;
  const isTimestamp = hasPlaceholder(part.tokens, 'timestamp');
  return { isReadable: false, code: isTimestamp ? 'missing-timestamp' : 'malformed-header', message };
}

/** Splits at the first `=` only: base64 ends in `=`. Gives a description of what is wrong instead when it is. */
function receivedFields(text: string, delimiter: string): { name: string; value: string }[] | string {
  const fields: { name: string; value: string }[] = [];
  for (const piece of text.split(delimiter)) {
    const part = trimBlanks(piece);
    if (part === '') continue;
    const equals = part.indexOf('=');
    if (equals < 1) return `has the part "${shorten(part)}", which is not of the form name=value`;
    fields.push({ name: part.slice(0, equals), value: part.slice(equals + 1) });
  }
  return fields;
}

/** A whole value, or several of them with the separator between; other versions in the list are passed over. */
function listReader(
  header: string,
  template: string,
  pattern: ElementPattern,
  separator: string | null,
  signatureSeparator: string | null,
) {
  return (text: string): HeaderReading => {
    const elements = separator === null ? [text] : text.split(separator).map((element) => trimBlanks(element));
    const found = elements
      .filter((element) => element !== '')
      .flatMap((element) => splitSignatures(pattern(element), signatureSeparator));
    if (found.length > 0) return { isReadable: true, found };
    if (text === '') {
      const code = template === '{timestamp}' ? 'missing-timestamp' : 'malformed-header';
      return { isReadable: false, code, message: `${header} is empty.` };
    }
    return malformed(`${header} is "${shorten(text)}", which is not of the form "${template}".`);
  };
}

function splitSignatures(captures: Captures | null, separator: string | null): Captures[] {
  if (captures === null) return [];
  if (separator === null || captures.signature === undefined) return [captures];
  return captures.signature.split(separator).map((each) => ({ ...captures, signature: trimBlanks(each) }));
}

function malformed(message: string): HeaderReading {
  return { isReadable: false, code: 'malformed-header', message };
}

/** For messages: what a stranger sent is quoted, but not at length. */
export function shorten(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 77)}...`;
}
