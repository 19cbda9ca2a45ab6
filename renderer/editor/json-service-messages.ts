/** What a JSON editor may ask of the language service in its worker. */
export type JsonServiceMethod = 'doComplete' | 'doHover' | 'format' | 'findDocumentSymbols';

/** One question, with the text it is about: the worker keeps none of its own. */
export interface JsonServiceQuestion {
  id: number;
  method: JsonServiceMethod;
  uri: string;
  version: number;
  text: string;
  /** JSON Schema of the text; null = nothing is known. */
  schema: object | null;
  args: unknown[];
}

export interface JsonServiceAnswer {
  id: number;
  result: unknown;
}
