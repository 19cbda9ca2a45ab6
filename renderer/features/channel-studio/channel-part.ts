import type { Catalogue, Channel, RequestTemplate, TemplateDiagnostic } from '../../../core/contract/index.ts';
import type { TemplateContext } from '../../editor/template-context.ts';

/** How a channel is changed, and what is found in it. */
export interface ChannelEditing {
  templateKey: string;
  diagnostics: readonly TemplateDiagnostic[];
  templateContext: TemplateContext | null;
  update(patch: Partial<Channel> | ((channel: Channel) => Channel)): void;
  updateRequest(patch: Partial<RequestTemplate>): void;
  /** Saves what waits; called when an editor loses the focus. */
  flush(): Promise<void>;
}

/** What most sections of the studio work with. */
export interface ChannelPart extends ChannelEditing {
  value: Channel;
}

/** A part with what the forms among the sections need beside it. */
export interface SectionPart extends ChannelPart {
  catalogue: Catalogue;
  /** The message for a field of the channel such as `signing.scheme`. */
  issueAt(path: string): string | undefined;
}
