import { bodyCarriedPresets } from './body-carried.ts';
import { bodySignedPresets } from './body-signed.ts';
import { keyPairPresets } from './key-pair-signed.ts';
import { knockPresets } from './knock.ts';
import type { SchemePreset } from './preset.ts';
import { standardWebhooksFamily } from './standard-webhooks-family.ts';
import { timeSignedPresets } from './time-signed.ts';
import { tokenPresets } from './tokens.ts';
import { urlSignedPresets } from './url-signed.ts';

/** Every preset with what is known about it, in the order lists show them. */
export const presetList: readonly SchemePreset[] = [
  ...knockPresets,
  ...standardWebhooksFamily,
  ...timeSignedPresets,
  ...bodySignedPresets,
  ...urlSignedPresets,
  ...bodyCarriedPresets,
  ...keyPairPresets,
  ...tokenPresets,
];
