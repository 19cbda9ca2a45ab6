import { parseStepKey } from '../../../../core/contract/index.ts';
import { useApp, useDocuments } from '../../../stores/app-context.tsx';
import { documentId, documentName } from '../../../stores/documents.ts';
import { channelStudio } from '../../../strings/channel-studio.ts';
import { TextButton } from '../../../ui/text-button.tsx';
import { openPlace } from '../open-place.ts';
import { documentOfTemplate } from '../studio-template.ts';
import styles from './partial.module.css';
import type { PartialUse } from './partial-uses.ts';

/** Uses that are shown; the others are counted. */
const shownLimit = 8;

/** Where a partial is rendered, each a way there. */
export function PartialUseList({ uses }: { uses: readonly PartialUse[] }) {
  const app = useApp();
  const byId = useDocuments((state) => state.byId);
  if (uses.length === 0) return <p className={styles.uses}>{channelStudio.partialUnused}</p>;
  return (
    <div className={styles.uses}>
      <span>{channelStudio.partialUsedIn}</span>
      <ul aria-label={channelStudio.partialUsedIn} className={styles.useList}>
        {uses.slice(0, shownLimit).map((use) => {
          const { kind, key } = use.kind === 'partial' ? { kind: use.kind, key: use.key } : documentOfTemplate(use.key);
          const document = byId[documentId(kind, key)];
          const name = document === undefined ? use.key : documentName(document);
          const field = use.kind === 'step' ? `${parseStepKey(use.key)?.ref} ${use.field}` : use.field;
          const { line, column } = use.place;
          return (
            <li key={`${use.kind}/${use.key}/${use.field}/${line}:${column}`}>
              <TextButton onPress={() => openPlace(app, use, use.field, use.place)}>
                {name} <span className={styles.usePlace}>{channelStudio.problemPlace(field, line, column)}</span>
              </TextButton>
            </li>
          );
        })}
      </ul>
      {uses.length > shownLimit ? <span>{channelStudio.moreUses(uses.length - shownLimit)}</span> : null}
    </div>
  );
}
