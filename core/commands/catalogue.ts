import type { Catalogue } from '../contract/payloads.ts';
import { describePolicy, policyPresets } from '../delivery/index.ts';
import { describeScheme, schemePresets } from '../signing/index.ts';
import { liquidFilters, liquidTags } from '../template/index.ts';

/** What the build knows by name: presets with their words, and the template language. */
export function buildCatalogue(): Catalogue {
  return {
    schemes: Object.entries(schemePresets).map(([key, scheme]) => ({ key, scheme, words: describeScheme(scheme) })),
    policies: Object.entries(policyPresets).map(([key, policy]) => ({ key, policy, words: describePolicy(policy) })),
    filters: liquidFilters(),
    tags: liquidTags(),
  };
}
