import { KeyRound } from 'lucide-react';
import { lazy } from 'react';
import { signatures } from '../../strings/signatures.ts';
import type { Feature } from '../feature.ts';

export const feature: Feature = {
  view: {
    id: 'signatures',
    ListPane: lazy(() => import('./scheme-list.tsx').then((module) => ({ default: module.SchemeList }))),
  },
  documents: {
    signatures: {
      icon: KeyRound,
      useTitle: () => signatures.verifyTitle,
      Document: lazy(() => import('./lab-document.tsx').then((module) => ({ default: module.LabDocument }))),
    },
  },
  commands: (app) => [
    {
      id: 'signature.verify',
      title: signatures.openVerify,
      group: signatures.commandGroup,
      icon: KeyRound,
      run: () => app.openTab({ kind: 'signatures', key: '' }),
    },
  ],
};
