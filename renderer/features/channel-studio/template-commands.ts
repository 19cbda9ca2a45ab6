import { AlignLeft, MessageSquareCode, WrapText } from 'lucide-react';
import type { Command } from '../../commands/command.ts';
import type { App } from '../../stores/app.ts';
import { channelStudio } from '../../strings/channel-studio.ts';
import { editorWords } from '../../strings/editor.ts';
import { currentTemplate } from './studio-template.ts';

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
    if (open === null || open.kind === 'partial') return open !== null;
    const template = currentTemplate(app, open.key);
    return template !== undefined && ['json', 'graphql'].includes(template.bodyFormat);
  }

  function act(action: 'format' | 'reflow' | 'comment') {
    return async (): Promise<void> => {
      const open = openTemplate(app);
      if (open === null) return;
      // The editor is not part of the start; with a template open it is there.
      const { runTemplateAction } = await import('../../editor/template-actions.ts');
      const field = open.kind === 'partial' ? 'content' : 'body';
      await runTemplateAction(open.kind, open.key, field, action);
    };
  }
}

function openTemplate({ session }: App): { kind: 'channel' | 'step' | 'partial'; key: string } | null {
  const { tabs, activeTabId } = session.getState();
  const { kind, key = '' } = tabs.find(({ id }) => id === activeTabId) ?? {};
  return kind === 'channel' || kind === 'step' || kind === 'partial' ? { kind, key } : null;
}
