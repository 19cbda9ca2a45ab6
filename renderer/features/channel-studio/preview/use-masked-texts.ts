import { useMemo } from 'react';
import { longestFirst, type Preview } from '../../../../core/contract/index.ts';
import { useEnvironment } from '../../../stores/app-context.tsx';
import { useDocumentPart } from '../../../stores/use-document.ts';
import { printedSecrets } from './secret-texts.ts';
import { usePreviewPart } from './use-preview.ts';

const none: ReadonlySet<string> = new Set();

/**
 * What is masked where these previews are shown, the longest first: the values of secrets that stand in them, and what the
 * source map knows to have been made of a secret, in whatever form.
 */
export function useMaskedTexts(templateKey: string, ...previews: readonly (Preview | null | undefined)[]): string[] {
  const environment = useEnvironment();
  const names = useDocumentPart('environment', environment, (value) => value.secrets.join(' ')) ?? '';
  const secrets = useMemo(() => (names === '' ? none : new Set(names.split(' '))), [names]);
  const sourceMap = usePreviewPart(templateKey, 'sourceMap');
  const printed = useMemo(() => (sourceMap === null ? [] : printedSecrets(sourceMap, secrets)), [sourceMap, secrets]);
  return longestFirst(new Set([...printed, ...previews.flatMap((preview) => preview?.maskedTexts ?? [])]));
}
