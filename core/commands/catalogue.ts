import type { Catalogue } from '../contract/payloads.ts';
import { describePolicy, policyPresets } from '../delivery/index.ts';
import { describeScheme, presetList, sdkWarnings, unsignedSenders } from '../signing/index.ts';
import { liquidFilters, liquidTags } from '../template/index.ts';

/** What the build knows by name: presets with their words, and the template language. */
export function buildCatalogue(): Catalogue {
  return {
    schemes: presetList.map(({ key, scheme, keyForm, verifier, confirmedBy, warnings }) => ({
      key,
      scheme,
      words: describeScheme(scheme),
      keyForm,
      verifier,
      confirmedBy,
      warnings: warnings.map((code) => ({ code, ...sdkWarnings[code] })),
    })),
    unsignedSenders: [...unsignedSenders],
    policies: Object.entries(policyPresets).map(([key, policy]) => ({ key, policy, words: describePolicy(policy) })),
    filters: liquidFilters(),
    tags: liquidTags(),
  };
}
