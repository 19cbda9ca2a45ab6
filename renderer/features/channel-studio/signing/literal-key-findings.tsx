import type { SchemeChoice } from '../../../../core/contract/index.ts';
import { KeyFindings } from '../../signatures/key-findings.tsx';
import { useKeyFindings } from '../../signatures/use-key-findings.ts';

/** What is weak about a signing key that is written out; a template's key is only known when it is rendered. */
export function LiteralKeyFindings({ scheme, signingKey }: { scheme: SchemeChoice; signingKey: string }) {
  const isTemplate = /\{\{|\{%/.test(signingKey);
  const findings = useKeyFindings(scheme, isTemplate ? '' : signingKey, 'signing');
  return findings === null ? null : <KeyFindings findings={findings} />;
}
