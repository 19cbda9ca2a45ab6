import {
  CompletionAdapter,
  DocumentFormattingEditProvider,
  DocumentSymbolAdapter,
  HoverAdapter,
} from 'monaco-editor/languages/features/common/lspLanguageFeatures';
import { plainJson } from './json-language.ts';
import JsonServiceWorker from './json-service.worker.ts?worker';
import type { JsonServiceAnswer, JsonServiceMethod, JsonServiceQuestion } from './json-service-messages.ts';
import { monaco } from './monaco.ts';

type Uri = import('monaco-editor/editor/editor.api').Uri;

/** The language of JSON that is edited with a schema; `json` is the one that is only shown. */
export const typedJson = 'typed-json';

/** Past this a question costs more than a key may take. */
const textLimit = 1_000_000;
/** Milliseconds. A question that takes longer will not end: a schema's pattern tries every way to fit. */
const answerLimitMs = 8000;
const schemas = new Map<string, object>();
const waiting = new Map<number, (result: unknown) => void>();
let worker: Worker | null = null;
let lastId = 0;

/** Ties a JSON Schema to a text model's URI; null unties it. */
export function setJsonSchema(uri: string, schema: object | null): void {
  if (schema === null) schemas.delete(uri);
  else schemas.set(uri, schema);
  // By the first key it should be there.
  theWorker();
}

// A file of our own origin, like Monaco's: a strict policy allows nothing else. Made when it is first needed.
function theWorker(): Worker {
  if (worker !== null) return worker;
  const made = new JsonServiceWorker();
  made.addEventListener('message', ({ data }: MessageEvent<JsonServiceAnswer>) => {
    waiting.get(data.id)?.(data.result);
    waiting.delete(data.id);
  });
  worker = made;
  return made;
}

function ask(uri: string, method: JsonServiceMethod, args: unknown[]): Promise<unknown> {
  const model = monaco.editor.getModel(monaco.Uri.parse(uri));
  if (model === null || model.getValueLength() > textLimit) return Promise.resolve(null);
  lastId += 1;
  const id = lastId;
  const question: JsonServiceQuestion = {
    id,
    method,
    uri,
    version: model.getVersionId(),
    text: model.getValue(),
    schema: schemas.get(uri) ?? null,
    args,
  };
  return new Promise((resolve) => {
    const timer = setTimeout(beginAnew, answerLimitMs);
    waiting.set(id, (result) => {
      clearTimeout(timer);
      resolve(result);
    });
    theWorker().postMessage(question);
  });
}

/** Without answers to what was asked; the next question makes another worker. */
function beginAnew(): void {
  worker?.terminate();
  worker = null;
  for (const answer of waiting.values()) answer(null);
  waiting.clear();
}

/** What Monaco's adapters call: the worker's methods, the text's URI first. */
const proxy = Object.fromEntries(
  (['doComplete', 'doHover', 'format', 'findDocumentSymbols'] as const).map((method) => [
    method,
    (uri: string, ...args: unknown[]) => ask(uri, method, args),
  ]),
);
const workerOf = (_uri: Uri): Promise<unknown> => Promise.resolve(proxy);

const { languages } = monaco;
languages.register({ id: typedJson });
languages.setMonarchTokensProvider(typedJson, plainJson);
languages.setLanguageConfiguration(typedJson, {
  brackets: [
    ['{', '}'],
    ['[', ']'],
  ],
  autoClosingPairs: [
    { open: '{', close: '}', notIn: ['string'] },
    { open: '[', close: ']', notIn: ['string'] },
    { open: '"', close: '"', notIn: ['string'] },
  ],
  // Without the quotes: with them no list would open while a name is typed between two.
  wordPattern: /[^\s{}[\],:"]+/,
});
// No character opens the list; `followJsonNames` does. After a colon it would still be open when an object's first name is typed.
languages.registerCompletionItemProvider(typedJson, new CompletionAdapter(workerOf, []));
languages.registerHoverProvider(typedJson, new HoverAdapter(workerOf));
languages.registerDocumentFormattingEditProvider(typedJson, new DocumentFormattingEditProvider(workerOf));
languages.registerDocumentSymbolProvider(typedJson, new DocumentSymbolAdapter(workerOf));
