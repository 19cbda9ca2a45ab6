import type { Catalogue } from '../../contract/payloads.ts';
import { describeScheme, presetList, presetWarnings, unsignedSenders } from '../../signing/index.ts';

/** The presets of signing with their words, and who does not sign. */
export function schemeCatalogue(): Pick<Catalogue, 'schemes' | 'unsignedSenders'> {
  return {
    schemes: presetList.map((preset) => {
      const { key, scheme, keyForm, verifier, confirmedBy } = preset;
      const facts = { key, scheme, keyForm, verifier, confirmedBy };
      return { ...facts, words: describeScheme(scheme), warnings: presetWarnings(preset) };
    }),
    unsignedSenders: [...unsignedSenders],
  };
}
