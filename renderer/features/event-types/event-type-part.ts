import type { EventType } from '../../../core/contract/index.ts';
import type { Tab } from '../../stores/session.ts';
import type { DocumentEditing } from '../../stores/use-document.ts';

/** What every section of an event type's document gets. */
export interface EventTypePart {
  tab: Tab;
  value: EventType;
  update: DocumentEditing<'event-type'>['update'];
  editing: DocumentEditing<'event-type'>;
}
