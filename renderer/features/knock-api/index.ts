import { Cable, Power, PowerOff } from 'lucide-react';
import { lazy } from 'react';
import { knockApi as words } from '../../strings/knock-api.ts';
import type { Feature } from '../feature.ts';
import { followRename } from './follow-rename.ts';
import { apiTab, switchOff, switchOnOrShow } from './switch-api.ts';

export const feature: Feature = {
  view: null,
  documents: {
    'knock-api': {
      icon: Cable,
      useTitle: () => words.title,
      Document: lazy(() => import('./knock-api-document.tsx').then((module) => ({ default: module.KnockApiDocument }))),
    },
  },
  onRenamed: followRename,
  commands: (app) => {
    const isOn = () => app.knockApi.getState().baseUrl !== null;
    const common = { group: words.group, keywords: words.keywords };
    return [
      {
        ...common,
        id: 'knockApi.open',
        title: words.title,
        icon: Cable,
        run: () => app.openTab(apiTab),
      },
      {
        ...common,
        id: 'knockApi.start',
        title: words.turnOnCommand,
        icon: Power,
        when: () => !isOn(),
        run: () => switchOnOrShow(app),
      },
      {
        ...common,
        id: 'knockApi.stop',
        title: words.turnOffCommand,
        icon: PowerOff,
        when: isOn,
        run: () => switchOff(app),
      },
    ];
  },
};
