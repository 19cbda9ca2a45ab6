import type { SignatureScheme } from '../model/index.ts';
import type { CompiledCarrier } from './compiled-scheme.ts';
import { fieldsOfTemplate } from './header-fields.ts';
import { type CarriedValues, fillPlaceholders, hasPlaceholder, parsePlaceholders } from './placeholder-template.ts';

type CommonValues = Omit<CarriedValues, 'signature'>;

/** A value with one signature, or with several where the scheme's separator allows a list. The first is the current. */
export function carriedText(
  scheme: SignatureScheme,
  carrier: CompiledCarrier,
  values: CommonValues,
  signatures: readonly string[],
): string {
  const [signature = '', ...more] = signatures;
  const text = fillPlaceholders(carrier.tokens, { ...values, signature });
  const separator = scheme.signatureSeparator;
  if (more.length === 0 || separator === null || !hasPlaceholder(carrier.tokens, 'signature')) return text;
  if (scheme.signatureList === 'signature') {
    return fillPlaceholders(carrier.tokens, { ...values, signature: signatures.join(separator) });
  }
  const fields = fieldsOfTemplate(carrier.value, separator);
  if (fields !== null && separator.trim() !== fields.delimiter) {
    const parts = fields.parts.map(({ name, value }) => {
      const tokens = parsePlaceholders(value);
      const texts = hasPlaceholder(tokens, 'signature') ? signatures : [signature];
      return `${name}=${texts.map((each) => fillPlaceholders(tokens, { ...values, signature: each })).join(separator)}`;
    });
    return parts.join(fields.delimiter);
  }
  return [text, ...more.map((each) => listElement(scheme, carrier, values, each))].join(separator);
}

/** What is added to a list for one more signature: the whole value, or its named parts with the signature. */
export function listElement(
  scheme: SignatureScheme,
  carrier: CompiledCarrier,
  values: CommonValues,
  signature: string,
): string {
  const fields = fieldsOfTemplate(carrier.value, scheme.signatureSeparator);
  if (fields === null) return fillPlaceholders(carrier.tokens, { ...values, signature });
  const isPartList = (scheme.signatureSeparator ?? '').trim() !== fields.delimiter;
  return fields.parts
    .map(({ name, value }) => ({ name, tokens: parsePlaceholders(value) }))
    .filter(({ tokens }) => hasPlaceholder(tokens, 'signature'))
    .map(({ name, tokens }) => {
      const text = fillPlaceholders(tokens, { ...values, signature });
      return isPartList ? text : `${name}=${text}`;
    })
    .join(fields.delimiter);
}
