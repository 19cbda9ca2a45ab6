// Parts of Monaco's JSON support that ship without types: its language service, and what turns answers into Monaco's own.
declare module 'monaco-editor/languages/features/json/jsonWorker' {
  export class JSONWorker {
    constructor(
      context: { getMirrorModels(): { uri: { toString(): string }; version: number; getValue(): string }[] },
      options: { languageId: string; enableSchemaRequest: boolean; languageSettings: object },
    );
    doComplete(uri: string, position: object): Promise<unknown>;
    doHover(uri: string, position: object): Promise<unknown>;
    format(uri: string, range: object | null, options: object): Promise<unknown>;
    findDocumentSymbols(uri: string): Promise<unknown>;
  }
}

declare module 'monaco-editor/languages/features/common/lspLanguageFeatures' {
  import type { languages, Uri } from 'monaco-editor/editor/editor.api';

  type GetWorker = (uri: Uri) => Promise<unknown>;
  export const CompletionAdapter: new (worker: GetWorker, triggers: string[]) => languages.CompletionItemProvider;
  export const HoverAdapter: new (worker: GetWorker) => languages.HoverProvider;
  export const DocumentFormattingEditProvider: new (worker: GetWorker) => languages.DocumentFormattingEditProvider;
  export const DocumentSymbolAdapter: new (worker: GetWorker) => languages.DocumentSymbolProvider;
}
