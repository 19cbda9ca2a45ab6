import type { Receiver } from '../../../core/contract/index.ts';

/** How a receiver verifies, when it does. */
export type Verification = NonNullable<Receiver['verification']>;

/** Made of what is there when it is made: a key comes back from the secrets after other fields may have changed. */
export type VerificationChange = (before: Verification) => Verification;
