import type { JsonObject } from '../model/index.ts';
import { allFields } from './compiled-fields.ts';
import type { ChannelRequest } from './compiled-request.ts';
import { diagnoseRequest } from './diagnose-request.ts';
import { inspectingRenderer } from './field-renderer.ts';
import { heaviestPlace } from './heaviest-place.ts';
import { renderFieldsWithMap } from './mapped-render.ts';
import type { TemplateLibrary } from './template-library.ts';
import type { Inspection } from './template-types.ts';

/** Renders every field once; request, findings and maps all come from that. */
export function inspectRequest(library: TemplateLibrary, request: ChannelRequest, scope: JsonObject): Inspection {
  const { template, fields } = request;
  const renderer = inspectingRenderer(library, template.unknownVariables);
  return {
    result: request.renderWith(renderer, scope),
    diagnostics: () => diagnoseRequest(library, request, renderer, scope),
    unknownVariables() {
      const runs = allFields(fields).map((field) => renderer.diagnose(field, scope).run);
      return [...new Set(runs.flatMap((run) => run?.unknown?.found.map(({ path }) => path) ?? []))];
    },
    bodyText() {
      const body = fields.body === null ? null : renderer.diagnose(fields.body, scope);
      return body?.ok === true ? body.output : null;
    },
    heaviestPlace() {
      const body = fields.body === null ? null : renderer.diagnose(fields.body, scope);
      return body?.ok === true && body.run?.pieces != null ? heaviestPlace(body.output, body.run.pieces) : null;
    },
    fields: () => renderFieldsWithMap(renderer, template, fields, scope),
  };
}
