import { useMemo } from 'react';
import type { SignatureScheme } from '../../../../core/contract/index.ts';
import { SchemeCheckPanel } from '../../signatures/scheme-editor/scheme-check-panel.tsx';
import { SchemeForm } from '../../signatures/scheme-editor/scheme-form.tsx';
import { schemeProblemAt, useSchemeCheck } from '../../signatures/scheme-editor/use-scheme-check.ts';

interface CustomSchemeFormProps {
  scheme: SignatureScheme;
  onChange: (scheme: SignatureScheme) => void;
  issueAt: (path: string) => string | undefined;
}

/** The scheme that only this channel has, with what comes of it under its form. */
export function CustomSchemeForm({ scheme, onChange, issueAt }: CustomSchemeFormProps) {
  const choice = useMemo(() => ({ custom: scheme }), [scheme]);
  const state = useSchemeCheck(choice);
  return (
    <>
      <SchemeForm scheme={scheme} onChange={onChange} problemAt={(field) => schemeProblemAt(state, issueAt, field)} />
      <SchemeCheckPanel state={state} />
    </>
  );
}
