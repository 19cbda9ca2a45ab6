import type { SignatureScheme } from '../../../../core/model/index.ts';
import { schemePresets } from '../../../../core/signing/index.ts';
import { verifierCode } from '../../../../core/signing/lab.ts';

/** Presets for which there is code; of those with the same rules under other names, one. */
export function differentPresets(): [string, SignatureScheme][] {
  const seen = new Set<string>();
  return Object.entries(schemePresets).filter(([, scheme]) => {
    if (verifierCode(scheme, 'node').refusal !== null) return false;
    const { headers, signedContent, algorithm, encoding, key, timestamp, signatureSeparator, signatureList } = scheme;
    const forms = headers.map(({ value, forKey }) => [value, forKey]);
    const rules = JSON.stringify([
      forms,
      signedContent,
      algorithm,
      encoding,
      key,
      timestamp,
      signatureSeparator,
      signatureList,
    ]);
    if (seen.has(rules)) return false;
    seen.add(rules);
    return true;
  });
}
