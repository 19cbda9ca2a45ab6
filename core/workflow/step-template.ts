import type { Channel, ChannelStep } from '../model/index.ts';
import type { StepTemplate } from './run-definition.ts';

/** The template a step sends with: the channel's, or the step's own, whole (knock.md 0.10). */
export function stepTemplateOf(
  _channel: Channel,
  _step: ChannelStep | null,
): { ok: true; template: StepTemplate } | { ok: false; message: string } {
  throw new Error('to be written');
}
