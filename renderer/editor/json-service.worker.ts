import { JSONWorker } from 'monaco-editor/languages/features/json/jsonWorker';
import type { JsonServiceAnswer, JsonServiceQuestion } from './json-service-messages.ts';

/** The one text that is asked about; its schema counts for it alone. */
let current: { question: JsonServiceQuestion; schemaText: string; service: JSONWorker } | null = null;

function serviceFor(question: JsonServiceQuestion): JSONWorker {
  const schemaText = JSON.stringify([question.uri, question.schema]);
  if (current?.schemaText === schemaText) {
    current.question = question;
    return current.service;
  }
  const { schema } = question;
  const schemas = schema === null ? [] : [{ uri: 'hookbench://schema', fileMatch: ['*'], schema }];
  const service = new JSONWorker(
    { getMirrorModels: () => mirrors() },
    {
      languageId: 'typed-json',
      // Nothing is fetched, whatever a schema refers to.
      enableSchemaRequest: false,
      languageSettings: { validate: false, allowComments: false, schemas },
    },
  );
  current = { question, schemaText, service };
  return service;
}

function mirrors() {
  if (current === null) return [];
  const { uri, version, text } = current.question;
  return [{ uri: { toString: () => uri }, version, getValue: () => text }];
}

async function answer(question: JsonServiceQuestion): Promise<unknown> {
  const service = serviceFor(question);
  const { method, uri, args } = question;
  switch (method) {
    case 'doComplete':
      return service.doComplete(uri, args[0] as object);
    case 'doHover':
      return service.doHover(uri, args[0] as object);
    case 'format':
      return service.format(uri, args[0] as object | null, args[1] as object);
    case 'findDocumentSymbols':
      return service.findDocumentSymbols(uri);
  }
}

/** One after the other: the service reads its text when it gets to it. */
let last: Promise<void> = Promise.resolve();

self.addEventListener('message', ({ data }: MessageEvent<JsonServiceQuestion>) => {
  last = last.then(async () => {
    // A text in the middle of being typed may be anything: no answer is an answer.
    const result = await answer(data).catch(() => null);
    self.postMessage({ id: data.id, result } satisfies JsonServiceAnswer);
  });
});
