import type { HeaderPair, ReceivedHttpRequest, SignatureScheme } from '../../model/index.ts';
import { compileScheme } from '../compiled-scheme.ts';

type Edit = (request: ReceivedHttpRequest) => ReceivedHttpRequest;

/** Puts another text in the place of one, wherever the request carries it: headers, URL and body. */
export function replaceText(from: string, to: string): Edit {
  return (request) => {
    if (from === '') return request;
    const { method, url, headers, body } = request;
    const letters = latin1(body);
    return {
      method,
      url: url.replaceAll(from, to).replaceAll(encodeURIComponent(from), encodeURIComponent(to)),
      headers: headers.map(([name, value]): HeaderPair => [name, value.replaceAll(from, to)]),
      body: letters.includes(from) ? Uint8Array.from(Buffer.from(letters.replaceAll(from, to), 'latin1')) : body,
    };
  };
}

/** Takes away every header that the scheme sends and for which `isTaken` holds, and empties such fields elsewhere. */
export function withoutCarriers(scheme: SignatureScheme, placeholder: string, text: string): Edit {
  const { headers: carriers } = compileScheme(scheme);
  const taken = new Set(
    carriers.filter(({ value }) => value.includes(placeholder)).map(({ lowerCaseName }) => lowerCaseName),
  );
  const isElsewhere = taken.size === 0;
  return (request) => {
    const kept = request.headers.filter(([name]) => !taken.has(name.toLowerCase()));
    return isElsewhere ? replaceText(text, '')(request) : { ...request, headers: kept };
  };
}

/** One header more of each that carries the signature, with a signature that fits nothing. */
export function withSecondHeader(scheme: SignatureScheme, signature: string, other: string): Edit {
  const { headers: carriers } = compileScheme(scheme);
  const names = new Set(
    carriers.filter(({ value }) => value.includes('{signature}')).map(({ lowerCaseName }) => lowerCaseName),
  );
  return (request) => ({
    ...request,
    headers: request.headers.flatMap(([name, value]): HeaderPair[] =>
      names.has(name.toLowerCase())
        ? [
            [name, value.replaceAll(signature, other)],
            [name, value],
          ]
        : [[name, value]],
    ),
  });
}

export function withBodyBytes(change: (body: Uint8Array) => Uint8Array): Edit {
  return (request) => ({ ...request, body: change(request.body) });
}

/** Turns one bit around, so that a letter becomes another one. */
export function flipByte(body: Uint8Array, at: number): Uint8Array {
  const changed = Uint8Array.from(body);
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
}

/** The same JSON with a space after each colon and comma outside of strings; unchanged when it is none. */
export function respacedJson(body: Uint8Array): Uint8Array {
  const text = Buffer.from(body).toString('utf8');
  try {
    JSON.parse(text);
  } catch {
    // No JSON: there is nothing to write again.
    return body;
  }
  const spaced = text.replace(/"[^"\\]*(?:\\.[^"\\]*)*"|[:,]/g, (token) => (token.length === 1 ? `${token} ` : token));
  return Uint8Array.from(Buffer.from(spaced));
}

function latin1(body: Uint8Array): string {
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1');
}
