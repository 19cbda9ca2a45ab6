export { type CarriedNames, carriedNames } from './carried-names.ts';
export { describeScheme } from './describe-scheme.ts';
export { type GeneratedKey, generateKey, keyFormOf } from './generate-key.ts';
export { generateSchemeKey } from './generate-scheme-key.ts';
export { findKeyProblems, type KeyFinding, type KeyFindingCode } from './key-findings.ts';
export {
  type KeyedVerification,
  overlapProblem,
  type RotatedRequest,
  type RotationInput,
  type RotationKey,
  signWithKeys,
  verifyWithKeys,
} from './key-rotation.ts';
export { presetList } from './presets/index.ts';
export { type KeyForm, keyForms, type SchemePreset } from './presets/preset.ts';
export { presetWarnings } from './presets/scheme-warnings.ts';
export { type SdkWarning, type SdkWarningCode, sdkWarnings } from './presets/sdk-warnings.ts';
export { type UnsignedSender, unsignedSenders } from './presets/unsigned-senders.ts';
export { type FindOwnScheme, findPreset, resolveScheme, schemePresets } from './scheme-presets.ts';
export { findSchemeProblems, type SchemeProblem } from './scheme-problems.ts';
export { type SignInput, signingProblem, signRequest } from './sign-request.ts';
export { type ReadRequest, readRequest } from './signed-parts.ts';
export { SigningError } from './signing-key.ts';
export { type VerifyInput, verifyRequest } from './verify-request.ts';
