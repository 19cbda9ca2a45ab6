import { useMemo } from 'react';
import type { TemplateContext } from '../../editor/template-context.ts';
import { useApp, useCatalogue } from '../../stores/app-context.tsx';
import { useDocumentList } from '../../stores/use-document.ts';
import { useEngineQuery } from '../../stores/use-engine-query.ts';
import type { PreviewContext } from './preview/preview-store.ts';

/** What the channel's templates can reach for the chosen recipient and sample; without a context, only the language. */
export function useTemplateContext(context: PreviewContext | null, version: unknown): TemplateContext | null {
  const app = useApp();
  const catalogue = useCatalogue();
  const partials = useDocumentList('partial');
  const scope = useEngineQuery('template.scope', context === null ? null : { context }, version).data;
  return useMemo(
    () =>
      (scope === undefined && context !== null) || catalogue === null
        ? null
        : {
            scope: scope ?? [],
            catalogue,
            partials: partials.map((partial) => partial.key),
            previewContext: context,
            actions: {
              openPartial: (key) => app.openTab({ kind: 'partial', key }),
              format: async (text, mode) => {
                const result = await app.engine.call('template.format', { text, mode, context });
                if (result.refusal !== null) app.toast(result.refusal);
                return result.text;
              },
            },
          },
    [app, scope, catalogue, partials, context],
  );
}
