import { Boxes } from 'lucide-react';
import type { Command } from '../../commands/command.ts';
import type { App } from '../../stores/app.ts';
import { frame } from '../../strings/frame.ts';
import { projects as words } from '../../strings/projects.ts';
import { addProject } from './project-actions.ts';

export function projectCommands(app: App): Command[] {
  const isWritable = (): boolean => app.workspace.getState().info?.readOnlyReason === null;
  return [
    {
      id: 'project.add',
      title: words.projectCommand,
      group: frame.views.projects,
      icon: Boxes,
      when: isWritable,
      run: async () => void (await addProject(app)),
    },
  ];
}
