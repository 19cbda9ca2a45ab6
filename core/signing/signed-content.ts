import { parsePlaceholders, type TemplateToken } from './placeholder-template.ts';

/** Builds the bytes that are signed: text as UTF-8, the body as it is. */
export type ContentBuilder = (values: { id: string; timestamp: string; body: Uint8Array }) => Uint8Array;

const encoder = new TextEncoder();

/**
 * Compiles `{timestamp}.{body}`. The result has a buffer of its own (no shared pool, so it can cross threads), except
 * that a scheme which signs the body alone gives the body itself: nothing is copied.
 */
export function contentBuilder(signedContent: string): ContentBuilder {
  const runs = textRuns(parsePlaceholders(signedContent));
  const hasTextOf = (run: readonly TemplateToken[]) => run.length > 0;
  if (runs.length === 2 && !runs.some(hasTextOf)) return ({ body }) => body;
  return ({ id, timestamp, body }) => {
    const texts = runs.map((run) => fillRun(run, id, timestamp));
    let size = body.length * (texts.length - 1);
    for (const text of texts) size += Buffer.byteLength(text);
    const content = new Uint8Array(size);
    let offset = 0;
    for (const [index, text] of texts.entries()) {
      if (index > 0) {
        content.set(body, offset);
        offset += body.length;
      }
      if (text !== '') offset += encoder.encodeInto(text, content.subarray(offset)).written;
    }
    return content;
  };
}

/** The tokens between bodies: n bodies stand between n + 1 runs. */
function textRuns(tokens: readonly TemplateToken[]): TemplateToken[][] {
  let run: TemplateToken[] = [];
  const runs = [run];
  for (const token of tokens) {
    if (token.kind === 'placeholder' && token.name === 'body') {
      run = [];
      runs.push(run);
    } else run.push(token);
  }
  return runs;
}

function fillRun(run: readonly TemplateToken[], id: string, timestamp: string): string {
  let text = '';
  for (const token of run) {
    if (token.kind !== 'placeholder') text += token.text;
    else if (token.name === 'id') text += id;
    else if (token.name === 'timestamp') text += timestamp;
  }
  return text;
}
