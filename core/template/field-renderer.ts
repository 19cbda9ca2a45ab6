import type { JsonObject } from '../model/index.ts';
import type { CompiledField } from './compiled-fields.ts';
import { type FieldRender, renderField, unknownProblems } from './render-field.ts';
import type { TemplateLibrary } from './template-library.ts';
import type { ChannelTemplate } from './template-types.ts';

/** Renders the fields of one channel. */
export interface FieldRenderer {
  /** As the request needs it: where the channel is strict, unknown variables are a failure. */
  render(field: CompiledField, scope: JsonObject): FieldRender;
  /** With traces, for findings and maps. */
  diagnose(field: CompiledField, scope: JsonObject): FieldRender;
}

/** Renders anew at each call, and traces only when asked. */
export function plainRenderer(library: TemplateLibrary, mode: ChannelTemplate['unknownVariables']): FieldRenderer {
  return {
    render: (field, scope) => renderField(library, field.template, scope, mode),
    diagnose: (field, scope) => renderField(library, field.template, scope, 'diagnose'),
  };
}

/** Renders each field once, with traces, and gives that to whoever asks: for one scope. */
export function inspectingRenderer(library: TemplateLibrary, mode: ChannelTemplate['unknownVariables']): FieldRenderer {
  const rendered = new Map<CompiledField, FieldRender>();
  const diagnose: FieldRenderer['diagnose'] = (field, scope) => {
    const known = rendered.get(field) ?? renderField(library, field.template, scope, 'diagnose');
    rendered.set(field, known);
    return known;
  };
  return {
    diagnose,
    render(field, scope) {
      const found = diagnose(field, scope);
      const unknown = found.run?.unknown?.found ?? [];
      if (!found.ok || mode === 'lenient' || found.run === null || unknown.length === 0) return found;
      return { ok: false, problems: unknownProblems(library, found.run, 'error'), run: found.run };
    },
  };
}
