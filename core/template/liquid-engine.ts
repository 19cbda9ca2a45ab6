import { type FilterImplOptions, Liquid, filters as stockFilters } from 'liquidjs';
import { filterCatalogue } from './catalogue/filter-catalogue.ts';
import { tagCatalogue } from './catalogue/tag-catalogue.ts';
import { dateFilters } from './filters/date-filters.ts';
import { hashFilters } from './filters/hash-filters.ts';
import { jsonFilters } from './filters/json-filters.ts';
import { listFilters } from './filters/list-filters.ts';
import { listOrderFilters } from './filters/list-order-filters.ts';
import { listSearchFilters } from './filters/list-search-filters.ts';
import { localeFilters } from './filters/locale-filters.ts';
import { lookupFilters } from './filters/lookup-filters.ts';
import { numberFilters } from './filters/number-filters.ts';
import { replaceFilters } from './filters/replace-filters.ts';
import { textCuttingFilters } from './filters/text-cutting-filters.ts';
import { textFilters } from './filters/text-filters.ts';
import { liquidOperators } from './liquid-operators.ts';
import { DocTag, IfChangedTag, NestedCommentTag } from './own-tags.ts';
import { IncludeTag, PartialTag } from './partial-tag.ts';
import type { TemplateOptions } from './template-types.ts';

type TagClass = Liquid['tags'][string];

/**
 * LiquidJS as the parser and the source of standard filters, with Knock's filters added and everything taken out that
 * Knock does not have (knock.md 4): what works here works there. Unknown filters stay parseable, so that all of them
 * can be found at once; rendering refuses them.
 */
export function createLiquid(options: TemplateOptions): Liquid {
  const liquid = new Liquid({
    ownPropertyOnly: true,
    dynamicPartials: true,
    lenientIf: true,
    operators: liquidOperators,
    templates: {},
    locale: 'en',
  });
  const own: Record<string, FilterImplOptions> = {
    ...numberFilters,
    ...textFilters,
    ...jsonFilters,
    ...hashFilters,
    ...listFilters,
    ...listSearchFilters,
    ...listOrderFilters,
    ...textCuttingFilters,
    ...replaceFilters,
    ...localeFilters,
    ...dateFilters(options.nowMs),
    ...lookupFilters(options.lookups ?? null),
  };
  const standard = stockFilters as unknown as Record<string, FilterImplOptions>;
  for (const name of Object.keys(liquid.filters)) liquid.unregisterFilter(name);
  for (const { name } of filterCatalogue) {
    const filter = own[name] ?? standard[name];
    if (filter !== undefined) liquid.registerFilter(name, filter);
  }
  const stockTags = { ...liquid.tags };
  for (const name of Object.keys(liquid.tags)) delete liquid.tags[name];
  const allowed = new Set(tagCatalogue.map((tag) => tag.name));
  for (const [name, tag] of Object.entries(stockTags)) if (allowed.has(name)) liquid.registerTag(name, tag);
  liquid.registerTag('comment', NestedCommentTag as unknown as TagClass);
  liquid.registerTag('doc', DocTag as unknown as TagClass);
  liquid.registerTag('ifchanged', IfChangedTag as unknown as TagClass);
  liquid.registerTag('render', PartialTag as unknown as TagClass);
  liquid.registerTag('include', IncludeTag as unknown as TagClass);
  return liquid;
}
