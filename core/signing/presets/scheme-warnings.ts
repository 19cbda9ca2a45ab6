import type { SignatureScheme } from '../../model/index.ts';
import { presetList } from './index.ts';
import type { SchemePreset } from './preset.ts';
import { type SdkWarning, type SdkWarningCode, sdkWarnings } from './sdk-warnings.ts';

export interface NamedWarning {
  code: SdkWarningCode;
  sentence: string;
  matters: string;
  sources: string[];
}

/** What is known of the verifiers of a preset, each with where it was seen. */
export function presetWarnings(preset: SchemePreset): NamedWarning[] {
  return preset.warnings.map((code) => {
    const { sentence, matters }: SdkWarning = sdkWarnings[code];
    return { code, sentence, matters, sources: sourcesFor(preset, code) };
  });
}

/**
 * The warnings that hold for any scheme: those of the presets that send and sign the same, because their verifiers
 * would take its requests too. Name, description and tolerance do not matter.
 */
export function schemeWarnings(scheme: SignatureScheme): NamedWarning[] {
  const form = wireForm(scheme);
  const found = new Map<SdkWarningCode, NamedWarning>();
  for (const preset of presetList) {
    if (wireForm(preset.scheme) !== form) continue;
    for (const warning of presetWarnings(preset)) if (!found.has(warning.code)) found.set(warning.code, warning);
  }
  return [...found.values()];
}

function sourcesFor({ verifier, scheme }: SchemePreset, code: SdkWarningCode): string[] {
  const sources: readonly string[] = sdkWarnings[code].sources;
  const own = verifier === null ? null : `npm ${verifier.slice(0, verifier.indexOf(':'))}`;
  const fitting = own === null ? [] : sources.filter((source) => source.startsWith(`${own} `));
  if (fitting.length > 0) return fitting;
  // Its sentence speaks of the vendor's own package, so another vendor's is no source for it.
  if (code === 'past-only') return [own ?? scheme.source];
  return sources.length > 0 ? [...sources] : [scheme.source];
}

/** Everything that decides which bytes are sent and accepted. */
function wireForm(scheme: SignatureScheme): string {
  const { headers, query = [], bodyFields = [], signedContent, algorithm, encoding, key, verifyingKey = key } = scheme;
  return JSON.stringify([
    headers.map(({ name, value, forKey }) => [name.toLowerCase(), value, forKey]),
    query,
    bodyFields,
    signedContent,
    algorithm,
    encoding,
    [key.decoding, key.stripPrefix, verifyingKey.decoding, verifyingKey.stripPrefix],
    scheme.timestamp?.unit,
    scheme.items,
  ]);
}
