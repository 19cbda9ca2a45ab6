import type { Receiver } from '../../../core/contract/index.ts';
import type { App } from '../../stores/app.ts';
import { keyBehind } from './key-behind.ts';
import { choiceId, isKeyPair, type LabScheme } from './scheme-groups.ts';

type Verification = Receiver['verification'];

/** Whether the receiver looks at signatures, and by another scheme than the suite signs with. */
export function verifiesByOther(verification: Verification, lab: LabScheme): boolean {
  if (verification === null) return false;
  const id = choiceId(verification.scheme);
  return id !== null && id !== lab.id;
}

/** The key that the suite signs with for a receiver to accept it; null where the receiver does not have it. */
export async function suiteKey(
  app: Pick<App, 'engine' | 'documents'>,
  environment: string,
  verification: Verification,
  lab: LabScheme,
): Promise<string | null> {
  if (verification === null || choiceId(verification.scheme) !== lab.id) return null;
  // Of a pair the receiver has the public key, which signs nothing.
  return isKeyPair(lab.scheme.algorithm) ? null : keyBehind(app, environment, verification.key);
}
