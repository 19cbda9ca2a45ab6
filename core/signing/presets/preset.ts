import type { SignatureScheme } from '../../model/index.ts';
import type { SdkWarningCode } from './sdk-warnings.ts';

/** How a vendor's keys look; `generateKey` makes one of each. */
export const keyForms = [
  'text',
  'whsec',
  'whsec-text',
  'supabase',
  'hex',
  'ed25519-standard',
  'ed25519-hex',
  'p256-spki',
  'rsa-pem',
] as const;
export type KeyForm = (typeof keyForms)[number];

/** A scheme that comes with Hookbench. */
export interface SchemePreset {
  key: string;
  scheme: SignatureScheme;
  keyForm: KeyForm;
  /** Published verifier for Node, as package and function; null = none known. */
  verifier: string | null;
  /**
   * How the rule was confirmed: a published known answer, the vendor's own code, the vendor's page as it was opened again,
   * or a survey of documentation alone.
   */
  confirmedBy: 'published-vector' | 'vendor-code' | 'vendor-page' | 'documentation';
  warnings: readonly SdkWarningCode[];
}

type SchemeRules = Partial<SignatureScheme> & Pick<SignatureScheme, 'name' | 'description' | 'source' | 'headers'>;
type PresetFacts = Partial<Omit<SchemePreset, 'key' | 'scheme'>>;

/** A preset from what differs from the most common rule: HMAC-SHA256 of the raw body in hex, keyed with plain text. */
export function preset(key: string, rules: SchemeRules, facts: PresetFacts = {}): SchemePreset {
  return {
    key,
    scheme: {
      signedContent: '{body}',
      algorithm: 'hmac-sha256',
      encoding: 'hex',
      key: { stripPrefix: null, decoding: 'utf8' },
      timestamp: null,
      signatureSeparator: null,
      ...rules,
    },
    keyForm: 'text',
    verifier: null,
    confirmedBy: 'documentation',
    warnings: [],
    ...facts,
  };
}

/** One header that holds nothing but what the template says. */
export function header(name: string, value: string): SignatureScheme['headers'] {
  return [{ name, value }];
}

/** A stamp with the same bound on both sides; null = the vendor names none. */
export function stamp(
  unit: NonNullable<SignatureScheme['timestamp']>['unit'],
  toleranceSeconds: number | null,
  toleranceFutureSeconds: number | null = toleranceSeconds,
): NonNullable<SignatureScheme['timestamp']> {
  return { unit, tolerancePastSeconds: toleranceSeconds, toleranceFutureSeconds };
}
