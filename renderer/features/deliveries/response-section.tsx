import { type AttemptRecord, failureCatalogue } from '../../../core/contract/index.ts';
import { BodyView } from '../../request/body-view.tsx';
import { HeaderList } from '../../request/header-list.tsx';
import { MaskedChip } from '../../request/masked-chip.tsx';
import requestStyles from '../../request/request.module.css';
import { deliveries as words } from '../../strings/deliveries.ts';
import { requestWords } from '../../strings/request.ts';
import { formatBytes } from '../../ui/format.ts';
import styles from './inspector.module.css';

/** What came back; or, when nothing did, how it failed. */
export function ResponseSection({ attempt }: { attempt: AttemptRecord }) {
  const { response, failure, timings } = attempt;
  return (
    <div className={styles.section}>
      {failure === null ? null : (
        <>
          <h3>{failureCatalogue[failure.kind].title}</h3>
          <p>{failureCatalogue[failure.kind].explanation}</p>
          <dl className={requestStyles.facts}>
            <dt>{words.technical}</dt>
            <dd className={requestStyles.mono}>
              {failure.code === null ? null : `${failure.code}: `}
              <MaskedChip text={failure.detail} what={words.technical.toLowerCase()} />
            </dd>
          </dl>
        </>
      )}
      {response === null ? (
        <p className={styles.muted}>{timings.firstByteMs === null ? words.noResponseHere : words.cutResponse}</p>
      ) : (
        <>
          <div className={requestStyles.bar}>
            <h3>{words.responseStatus(response.status)}</h3>
          </div>
          <div>
            <h3 className={styles.label}>{requestWords.headers}</h3>
            <HeaderList headers={response.headers} />
          </div>
          <div>
            <BodyView
              body={response.body}
              headers={response.headers}
              sizeBytes={response.bodySizeBytes}
              {...(response.isTruncated
                ? { note: words.truncated(formatBytes(response.body.byteLength), formatBytes(response.bodySizeBytes)) }
                : {})}
            />
          </div>
        </>
      )}
    </div>
  );
}
