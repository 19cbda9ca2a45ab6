import type { DocumentKind } from '../../core/contract/index.ts';
import type { DocumentEditing } from '../stores/use-document.ts';
import { documentNotices } from '../strings/document-notices.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';

interface DocumentNoticesProps {
  editing: Pick<DocumentEditing<DocumentKind>, 'draftStatus' | 'error' | 'resolveConflict'>;
  failedTitle: string;
  conflictText: string;
}

/** Above a document: a save that failed, or a change made elsewhere while this one was edited. */
export function DocumentNotices({ editing, failedTitle, conflictText }: DocumentNoticesProps) {
  if (editing.draftStatus === 'conflict') {
    return (
      <Banner
        tone="warning"
        actions={
          <>
            <Button onPress={() => void editing.resolveConflict('theirs')}>{documentNotices.takeTheirs}</Button>
            <Button onPress={() => void editing.resolveConflict('mine')}>{documentNotices.keepMine}</Button>
          </>
        }
      >
        {conflictText}
      </Banner>
    );
  }
  if (editing.draftStatus === 'failed' && editing.error !== null) {
    return <ErrorNotice title={failedTitle} error={editing.error} />;
  }
  return null;
}
