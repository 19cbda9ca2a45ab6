import type { HeaderPair, ReceivedHttpRequest, SignatureScheme } from '../../model/index.ts';
import { type CompiledCarrier, compileScheme } from '../compiled-scheme.ts';
import { findJson, findJsonItems, jsonText, jsonValueText } from '../json-text.ts';
import { parsePlaceholders, type TemplateToken } from '../placeholder-template.ts';
import { queryValues } from '../request-url.ts';
import type { NamedMistake } from './candidate.ts';

export interface LenientReading {
  id: string;
  timestamp: string;
  headerNames: string;
  /** Null when the scheme sends none. */
  bodySha256: string | null;
  /** Texts of the values that carry the signature, as received. */
  signatureValues: { place: string; text: string }[];
  mistakes: NamedMistake[];
}

const lengthLimit = 8192;
const stamp = '\\d{9,17}|\\d{4}-\\d\\d-\\d\\d[Tt][0-9:.]+(?:[Zz]|[+-]\\d\\d:?\\d\\d)';
const wholeStamp = new RegExp(`^(?:${stamp})$`);

/**
 * Reads what a scheme sends where a strict verifier would give up: malformed values, values in other headers. What had
 * to be forgiven is in `mistakes`. Null when nothing of the scheme's signature is in the request.
 */
export function readLeniently(scheme: SignatureScheme, request: ReceivedHttpRequest): LenientReading {
  const { headers, query, bodyFields, contentTokens } = compileScheme(scheme);
  const reading: LenientReading = {
    id: '',
    timestamp: '',
    headerNames: '',
    bodySha256: null,
    signatureValues: [],
    mistakes: [],
  };
  for (const carrier of [...headers, ...query, ...bodyFields]) {
    for (const text of textsOf(carrier, scheme, request)) {
      // No value of a scheme comes near it.
      if (text.length > lengthLimit) continue;
      if (carrier.value.includes('{signature}')) reading.signatureValues.push({ place: carrier.name, text });
      reading.id ||= captured(carrier, text, 'id', '[^,;\\s]+');
      reading.timestamp ||= captured(carrier, text, 'timestamp', stamp);
      reading.headerNames ||= captured(carrier, text, 'headerNames', '[^,;]*');
      reading.bodySha256 ||= captured(carrier, text, 'body.sha256', '[0-9a-fA-F]{64}').toLowerCase() || null;
    }
  }
  const uses = (name: string) => contentTokens.some((token) => token.kind === 'placeholder' && token.name === name);
  if (reading.timestamp === '' && uses('timestamp')) {
    const found = stampElsewhere(request.headers);
    if (found !== null) takeFrom(reading, 'timestamp', found);
  }
  if (reading.id === '' && uses('id')) {
    const found = request.headers.find(([name]) => /(^|-)(id|delivery)$/i.test(name));
    if (found !== undefined) takeFrom(reading, 'id', { name: found[0], value: found[1].trim() });
  }
  return reading;
}

function takeFrom(reading: LenientReading, what: 'id' | 'timestamp', found: { name: string; value: string }): void {
  reading[what] = found.value;
  reading.mistakes.push({
    code: 'header-other',
    condition: `the ${what} were read from ${found.name}`,
    title: `The ${what} stands in another header, ${found.name}`,
    fix: `Read the ${what} from ${found.name}.`,
  });
}

function stampElsewhere(headers: readonly HeaderPair[]): { name: string; value: string } | null {
  const whole = headers.filter(([, value]) => wholeStamp.test(value.trim()));
  const named = whole.find(([name]) => /time|stamp/i.test(name)) ?? whole[0];
  if (named !== undefined) return { name: named[0], value: named[1].trim() };
  const part = new RegExp(`(?:^|[,;\\s])(?:t|ts|timestamp)=(${stamp})(?:$|[,;\\s])`);
  for (const [name, value] of headers) {
    if (value.length > lengthLimit) continue;
    const found = part.exec(value)?.[1];
    if (found !== undefined) return { name, value: found };
  }
  return null;
}

function textsOf(carrier: CompiledCarrier, scheme: SignatureScheme, request: ReceivedHttpRequest): string[] {
  if (carrier.place === 'header') {
    return request.headers
      .filter(([name]) => name.toLowerCase() === carrier.lowerCaseName)
      .map(([, value]) => value.trim());
  }
  if (carrier.place === 'query') return queryValues(request.url, carrier.name);
  const text = jsonText(request.body);
  if (text === null) return [];
  const whole = { start: 0, end: text.length };
  const within = scheme.items === undefined ? whole : findJsonItems(text, scheme.items, whole)[0];
  const span = within === undefined ? null : findJson(text, carrier.name, within);
  return span === null ? [] : [jsonValueText(text, span)];
}

/** The text at a placeholder of one of the template's pieces; pieces lie between commas, semicolons and blanks. */
function captured(carrier: CompiledCarrier, text: string, name: string, source: string): string {
  if (!carrier.value.includes(`{${name}}`)) return '';
  if (carrier.value === `{${name}}` && name !== 'timestamp') return text;
  const piece = carrier.value.split(/[,;]\s*|\s+/).find((each) => each.includes(`{${name}}`)) ?? carrier.value;
  const expression = parsePlaceholders(piece)
    .map((token) => tokenSource(token, name, source))
    .join('');
  return new RegExp(`(?:^|[,;\\s])${expression}(?:$|[,;\\s])`).exec(text)?.[1]?.trim() ?? '';
}

function tokenSource(token: TemplateToken, name: string, source: string): string {
  if (token.kind !== 'placeholder') return token.text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  return token.name === name ? `(${source})` : '[^,;\\s]*?';
}
