import type { Catalogue } from '../contract/payloads.ts';
import { describePolicy, policyPresets } from '../delivery/index.ts';
import { liquidFilters, liquidTags } from '../template/index.ts';
import { schemeCatalogue } from './schemes/scheme-catalogue.ts';

/** What the build knows by name: presets with their words, and the template language. */
export function buildCatalogue(): Catalogue {
  return {
    ...schemeCatalogue(),
    policies: Object.entries(policyPresets).map(([key, policy]) => ({ key, policy, words: describePolicy(policy) })),
    filters: liquidFilters(),
    tags: liquidTags(),
  };
}
