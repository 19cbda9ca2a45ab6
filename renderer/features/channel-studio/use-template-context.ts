import { useMemo } from 'react';
import type { TemplateContext } from '../../editor/template-context.ts';
import { useCatalogue } from '../../stores/app-context.tsx';
import { useDocumentList } from '../../stores/use-document.ts';
import { useEngineQuery } from '../../stores/use-engine-query.ts';
import type { PreviewContext } from './preview-store.ts';

/** What the channel's templates can reach for the chosen recipient and sample. */
export function useTemplateContext(context: PreviewContext | null, version: number): TemplateContext | null {
  const catalogue = useCatalogue();
  const partials = useDocumentList('partial');
  const scope = useEngineQuery('template.scope', context === null ? null : { context }, version).data;
  return useMemo(
    () =>
      scope === undefined || catalogue === null
        ? null
        : { scope, catalogue, partials: partials.map((partial) => partial.key) },
    [scope, catalogue, partials],
  );
}
