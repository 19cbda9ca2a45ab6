import type { Catalogue } from '../contract/payloads.ts';
import { describePolicy, policyPresets } from '../delivery/index.ts';
import { describeScheme, presetList, presetWarnings, unsignedSenders } from '../signing/index.ts';
import { liquidFilters, liquidTags } from '../template/index.ts';

/** What the build knows by name: presets with their words, and the template language. */
export function buildCatalogue(): Catalogue {
  return {
    schemes: presetList.map((preset) => {
      const { key, scheme, keyForm, verifier, confirmedBy } = preset;
      const facts = { key, scheme, keyForm, verifier, confirmedBy };
      return { ...facts, words: describeScheme(scheme), warnings: presetWarnings(preset) };
    }),
    unsignedSenders: [...unsignedSenders],
    policies: Object.entries(policyPresets).map(([key, policy]) => ({ key, policy, words: describePolicy(policy) })),
    filters: liquidFilters(),
    tags: liquidTags(),
  };
}
