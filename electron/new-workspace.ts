import { type CommandHandlers, type CommandInput, currentSchemaVersion } from '../core/contract/index.ts';

/** Fills an empty folder that an engine has opened: the settings, with the guide's names, and one environment. */
export async function fillNewWorkspace(handlers: CommandHandlers, name: string): Promise<void> {
  const documents: CommandInput<'documents.put'>[] = [
    {
      kind: 'settings',
      key: 'workspace',
      baseRevision: null,
      value: {
        schemaVersion: currentSchemaVersion,
        name,
        projectCollection: 'projects',
        webhookCollection: 'project_webhooks',
        eventTypeField: 'eventType',
        payloadField: 'payload',
        eventTypesProperty: 'event_types',
      },
    },
    {
      kind: 'environment',
      key: 'development',
      baseRevision: null,
      value: { name: 'Development', variables: {}, secrets: [] },
    },
  ];
  for (const document of documents) await handlers['documents.put'](document);
}
