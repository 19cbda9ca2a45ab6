import { BoundedCache } from './bounded-cache.ts';
import { compileFields } from './compiled-fields.ts';
import { ChannelRequest } from './compiled-request.ts';
import { inspectRequest } from './inspect-request.ts';
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
  // By their bodies first: joined to a key with the rest, a body of a megabyte would take milliseconds at every look.
  const byBody = new BoundedCache<BoundedCache<ChannelRequest>>(200, keptCharacters);
  const compile = (template: ChannelTemplate): ChannelRequest =>
    byBody
      .getOrMake(template.request.body, () => new BoundedCache(20, keptCharacters))
      .getOrMake(
        keyBesideBody(template),
        () => new ChannelRequest(library, template, compileFields(library, template)),
      );
  const ours = (compiled: CompiledRequest): ChannelRequest =>
    compiled instanceof ChannelRequest ? compiled : compile(compiled.template);
  return {
    compile,
    inspect: (compiled, scope) => inspectRequest(library, ours(compiled), scope),
    lint: (compiled, shape) => lintRequest(library, ours(compiled), shape),
    lintText: (text) => lintText(library, text),
    symbols: (text, shape) => symbolsOf(library.compileText(text), shape),
    clearCache() {
      library.clear();
      byBody.clear();
    },
  };
}

/** All of its texts but the body, each behind its length. */
function keyBesideBody(template: ChannelTemplate): string {
  const { request, bodyFormat, bodyEncoding, unknownVariables, signingKey, previousKeys = [] } = template;
  const { method, url, headers, query } = request;
  const rows = [...headers, { key: '', value: '' }, ...query].flatMap(({ key, value }) => [key, value]);
  const keys = previousKeys.flatMap(({ key, validUntil }) => [key, validUntil]);
  const texts = [method, bodyFormat, bodyEncoding, unknownVariables, url, ...rows, `${signingKey === null}`];
  return [...texts, signingKey ?? '', ...keys].map((text) => `${text.length}:${text}`).join('');
}
