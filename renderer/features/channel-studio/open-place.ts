import type { EditorPlace } from '../../editor/caret-follow.ts';
import { goToPlaceWhenShown } from '../../editor/caret-follow.ts';
import { textModelUri } from '../../editor/text-models.ts';
import type { App } from '../../stores/app.ts';
import { withTabState } from '../../stores/session.ts';

export interface TemplateDocument {
  kind: 'channel' | 'partial' | 'step';
  key: string;
}

/** Opens the text of a template at a place, with the caret on it; `field` as the engine names it in findings. */
export function openPlace(app: App, { kind, key }: TemplateDocument, field: string, place: EditorPlace): void {
  app.openTab({ kind, key });
  const section = /^(headers|query|signing)/.exec(field)?.[1] ?? 'body';
  const tabId = app.session.getState().activeTabId;
  if (kind !== 'partial' && tabId !== null && field !== 'url') {
    app.session.setState((session) => withTabState(session, tabId, { section }));
  }
  goToPlaceWhenShown(textModelUri(kind, key, field), place);
}
