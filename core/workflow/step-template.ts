import { type Channel, type ChannelStep, requestOfStep } from '../model/index.ts';
import type { StepTemplate } from './run-definition.ts';

type StepTemplateResult = { ok: true; template: StepTemplate } | { ok: false; message: string };

/**
 * The template a step sends with: the channel's, or, when the step has one of its own, that one whole (knock.md 0.10).
 * Signing, body format and the treatment of unknown variables are always the channel's. Not ok when the step's own
 * template cannot be read; `message` is a sentence.
 */
export function stepTemplateOf(channel: Channel, step: ChannelStep | null): StepTemplateResult {
  const settings = {
    bodyFormat: channel.bodyFormat,
    bodyEncoding: channel.bodyEncoding,
    unknownVariables: channel.unknownVariables,
    signingKey: channel.signing?.key ?? null,
    previousKeys: channel.signing?.previousKeys,
  };
  const own = step?.template ?? null;
  if (own === null) return { ok: true, template: { request: channel.request, ...settings } };
  const read = requestOfStep(own);
  return read.ok ? { ok: true, template: { request: read.request, ...settings } } : read;
}
