import type { EventType } from '../../../core/contract/index.ts';
import type { App } from '../../stores/app.ts';
import { createDocument } from '../../stores/document-actions.ts';
import { documentId } from '../../stores/documents.ts';
import { attempt } from './attempt.ts';

const starter: EventType = {
  description: '',
  schema: { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] },
  examples: [{ name: 'minimal', payload: { id: 'evt_1' } }],
};

export function addEventType(app: App): Promise<void> {
  return attempt(app, async () => {
    const { byId } = app.documents.getState();
    let key = 'something.happened';
    for (let number = 2; byId[documentId('event-type', key)] !== undefined; number += 1)
      key = `something.happened-${number}`;
    await createDocument(app, 'event-type', key, starter);
    app.openTab({ kind: 'event-type', key });
  });
}
