import { KeyRound } from 'lucide-react';
import { lazy } from 'react';
import { signatureSchemes } from '../../strings/signature-schemes.ts';
import { signatures } from '../../strings/signatures.ts';
import type { Feature } from '../feature.ts';
import { useDocumentTitle } from '../use-document-title.ts';
import { addOwnScheme } from './own-scheme-actions.ts';

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
    'signature-scheme': {
      icon: KeyRound,
      useTitle: (key) => useDocumentTitle('signature-scheme', key),
      Document: lazy(() =>
        import('./own-scheme-document.tsx').then((module) => ({ default: module.OwnSchemeDocument })),
      ),
    },
  },
  commands: (app) => [
    {
      id: 'signature.addScheme',
      title: signatureSchemes.newScheme,
      group: signatures.commandGroup,
      icon: KeyRound,
      run: () => addOwnScheme(app),
    },
    {
      id: 'signature.verify',
      title: signatures.openVerify,
      group: signatures.commandGroup,
      icon: KeyRound,
      run: () => app.openTab({ kind: 'signatures', key: '' }),
    },
  ],
};
