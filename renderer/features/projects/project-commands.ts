import { Boxes, Play, Webhook } from 'lucide-react';
import type { Command } from '../../commands/command.ts';
import type { App } from '../../stores/app.ts';
import { activeKey } from '../../stores/session.ts';
import { frame } from '../../strings/frame.ts';
import { projects as words } from '../../strings/projects.ts';
import { openRunSetupFor } from '../runs/open-run-setup.ts';
import { addProject } from './project-actions.ts';
import { addWebhook } from './webhook-actions.ts';

export function projectCommands(app: App): Command[] {
  const isWritable = (): boolean => app.workspace.getState().info?.readOnlyReason === null;
  const projectId = (): string | null => activeKey(app.session.getState(), 'project');
  return [
    {
      id: 'project.add',
      title: words.addProject,
      group: frame.views.projects,
      keywords: 'add create',
      icon: Boxes,
      when: isWritable,
      run: async () => void (await addProject(app)),
    },
    {
      id: 'project.addWebhook',
      title: words.addWebhook,
      group: frame.views.projects,
      keywords: 'add create',
      icon: Webhook,
      when: () => isWritable() && projectId() !== null,
      run: async () => {
        const id = projectId();
        if (id !== null) await addWebhook(app, id);
      },
    },
    {
      id: 'project.run',
      title: words.runEvent,
      group: frame.views.projects,
      icon: Play,
      when: () => projectId() !== null,
      run: () => {
        const id = projectId();
        if (id !== null) openRunSetupFor(app, id);
      },
    },
  ];
}
