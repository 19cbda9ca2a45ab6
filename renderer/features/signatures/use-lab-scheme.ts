import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { SchemeChoice } from '../../../core/contract/index.ts';
import { useCatalogue } from '../../stores/app-context.tsx';
import { useDocumentList } from '../../stores/use-document.ts';
import { labForm } from './lab-form.ts';
import { choiceWith, type LabScheme, labSchemes } from './scheme-groups.ts';

export function useLabSchemes(): readonly LabScheme[] {
  const catalogue = useCatalogue();
  const channels = useDocumentList('channel');
  const own = useDocumentList('signature-scheme');
  return useMemo(() => labSchemes(catalogue, channels, own), [catalogue, channels, own]);
}

/** The scheme the lab works with now, and the choice to ask the engine with. */
export function useLabScheme(): { scheme: LabScheme; choice: SchemeChoice } | null {
  const schemes = useLabSchemes();
  const id = useStore(labForm, (form) => form.schemeId);
  const settings = useStore(labForm, (form) => (id === null ? undefined : form.settings[id]));
  const scheme = schemes.find((each) => each.id === id) ?? schemes[0];
  return useMemo(
    () => (scheme === undefined ? null : { scheme, choice: choiceWith(scheme, settings) }),
    [scheme, settings],
  );
}
