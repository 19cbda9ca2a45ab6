import type { Channel, RequestTemplate, TemplateDiagnostic } from '../../../core/contract/index.ts';
import type { TemplateContext } from '../../editor/template-context.ts';

/** What every section of the studio works with. */
export interface ChannelPart {
  channelKey: string;
  value: Channel;
  diagnostics: readonly TemplateDiagnostic[];
  templateContext: TemplateContext | null;
  update(patch: Partial<Channel>): void;
  updateRequest(patch: Partial<RequestTemplate>): void;
  /** Saves what waits; called when an editor loses the focus. */
  flush(): Promise<void>;
}
