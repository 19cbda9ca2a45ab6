import { AlignLeft, MessageSquareCode, WrapText } from 'lucide-react';
import type { Command } from '../../commands/command.ts';
import type { App } from '../../stores/app.ts';
import { documentId } from '../../stores/documents.ts';
import { channelStudio } from '../../strings/channel-studio.ts';
import { editorWords } from '../../strings/editor.ts';

/** What the editor of the open template offers, for the palette too. */
export function templateCommands(app: App): Command[] {
  const group = channelStudio.commandGroup;
  const when = (): boolean => openTemplate(app) !== null;
  return [
    { id: 'template.format', title: editorWords.formatTemplate, group, icon: AlignLeft, when, run: act('format') },
    { id: 'template.reflow', title: editorWords.reflow, group, icon: WrapText, when: isJson, run: act('reflow') },
    { id: 'template.comment', title: editorWords.comment, group, icon: MessageSquareCode, when, run: act('comment') },
  ];

  function isJson(): boolean {
    const open = openTemplate(app);
    if (open?.kind !== 'channel') return open !== null;
    const channel = app.documents.getState().byId[documentId('channel', open.key)];
    return channel?.kind === 'channel' && ['json', 'graphql'].includes(channel.value.bodyFormat);
  }

  function act(action: 'format' | 'reflow' | 'comment') {
    return async (): Promise<void> => {
      const open = openTemplate(app);
      if (open === null) return;
      // The editor is not part of the start; with a template open it is there.
      const { runTemplateAction } = await import('../../editor/template-actions.ts');
      const field = open.kind === 'channel' ? 'body' : 'content';
      await runTemplateAction(open.kind, open.key, field, action);
    };
  }
}

function openTemplate({ session }: App): { kind: 'channel' | 'partial'; key: string } | null {
  const { tabs, activeTabId } = session.getState();
  const tab = tabs.find(({ id }) => id === activeTabId);
  return tab?.kind === 'channel' || tab?.kind === 'partial' ? { kind: tab.kind, key: tab.key } : null;
}
