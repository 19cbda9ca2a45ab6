import { signatures } from '../../strings/signatures.ts';
import { formatBytes } from '../../ui/format.ts';
import { bodyOf, type RequestForm } from './lab-form.ts';

/** What about the body is not seen in its field: that it is empty, or bytes that are no text. */
export function bodyHint(form: Pick<RequestForm, 'bodyText' | 'exactBody'>): string {
  const body = bodyOf(form);
  if (body.byteLength === 0) return signatures.bodyEmpty;
  if (form.exactBody === null) return signatures.bodyHint;
  const size = formatBytes(body.byteLength);
  return isUtf8(body) ? signatures.bodyExact(size) : signatures.bodyNotText(size);
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
