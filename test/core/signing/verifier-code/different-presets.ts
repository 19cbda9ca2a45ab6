import type { SignatureScheme, VerifierLanguage } from '../../../../core/model/index.ts';
import { schemePresets } from '../../../../core/signing/index.ts';
import { verifierCode } from '../../../../core/signing/lab.ts';

/** Presets for which there is code; of those with the same rules under other names, one. */
export function differentPresets(language: VerifierLanguage = 'node'): [string, SignatureScheme][] {
  const seen = new Set<string>();
  return Object.entries(schemePresets).filter(([, scheme]) => {
    if (verifierCode(scheme, language).refusal !== null) return false;
    const { name: _name, description: _description, source: _source, headers, ...rules } = scheme;
    const text = JSON.stringify([headers.map(({ value, forKey }) => [value, forKey]), rules]);
    if (seen.has(text)) return false;
    seen.add(text);
    return true;
  });
}
