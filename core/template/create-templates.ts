import { BoundedCache } from './bounded-cache.ts';
import { compileFields } from './compiled-fields.ts';
import { ChannelRequest } from './compiled-request.ts';
import { diagnoseRequest, findUnknownVariables } from './diagnose-request.ts';
import { lintRequest, lintText } from './lint/lint-request.ts';
import { symbolsOf } from './lint/template-symbol.ts';
import { createTemplateLibrary, keptCharacters } from './template-library.ts';
import type { ChannelTemplate, CompiledRequest, TemplateOptions, Templates } from './template-types.ts';

/**
 * The template room: compiles, renders and diagnoses request templates. Everything is synchronous and depends on nothing
 * but the arguments: same template, same scope, same `nowMs`, same bytes.
 */
export function createTemplates(options: TemplateOptions): Templates {
  const library = createTemplateLibrary(options);
  const requests = new BoundedCache<ChannelRequest>(200, keptCharacters);
  const compile = (template: ChannelTemplate): ChannelRequest =>
    requests.getOrMake(
      cacheKey(template),
      () => new ChannelRequest(library, template, compileFields(library, template)),
    );
  const ours = (compiled: CompiledRequest): ChannelRequest =>
    compiled instanceof ChannelRequest ? compiled : compile(compiled.template);
  return {
    compile,
    diagnose: (compiled, scope) => diagnoseRequest(library, ours(compiled), scope),
    unknownVariables: (compiled, scope) => findUnknownVariables(library, ours(compiled), scope),
    lint: (compiled, shape) => lintRequest(library, ours(compiled), shape),
    lintText: (text) => lintText(library, text),
    symbols: (text, shape) => symbolsOf(library.compileText(text), shape),
    clearCache() {
      library.clear();
      requests.clear();
    },
  };
}

function cacheKey(template: ChannelTemplate): string {
  const { request, bodyFormat, bodyEncoding, unknownVariables, signingKey, previousKeys = [] } = template;
  const { method, url, headers, query, body } = request;
  const rows = [headers, query].map((list) => list.map(({ key, value }) => [key, value]));
  const keys = [signingKey, ...previousKeys.map(({ key, validUntil }) => [key, validUntil])];
  return JSON.stringify([method, url, rows, body, bodyFormat, bodyEncoding, unknownVariables, keys]);
}
