import { Download, FileInput, Tag } from 'lucide-react';
import type { Command } from '../../commands/command.ts';
import { setSchemaAdder } from '../../editor/schema-adder.ts';
import type { App } from '../../stores/app.ts';
import { eventTypes as words } from '../../strings/event-types.ts';
import { addToSchema } from './add-to-schema.ts';
import { addEventType } from './event-type-actions.ts';
import { exportEventTypes, exports } from './exchange.ts';

export function eventTypeCommands(app: App): Command[] {
  // Made once, when the app starts: the template editors ask for it by then.
  setSchemaAdder((eventType, path) => void addToSchema(app, eventType, path));
  const isWritable = (): boolean => app.workspace.getState().info?.readOnlyReason === null;
  return [
    {
      id: 'eventType.add',
      title: words.add,
      group: words.group,
      keywords: 'add create',
      icon: Tag,
      when: isWritable,
      run: () => addEventType(app),
    },
    {
      id: 'eventType.import',
      title: words.importCommand,
      group: words.group,
      icon: FileInput,
      when: isWritable,
      run: () => app.openTab({ kind: 'event-import', key: '' }),
    },
    ...exports.map((way) => ({
      id: `eventType.export.${way.format}.${way.syntax}`,
      title: words.exportCommands[way.format][way.syntax],
      group: words.group,
      icon: Download,
      run: () => exportEventTypes(app, way, null),
    })),
  ];
}
