import { memo, useMemo } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import type { Preview } from '../../../core/contract/index.ts';
import { bodyText } from '../../request/request-text.ts';
import { channelStudio } from '../../strings/channel-studio.ts';
import { classNames } from '../../ui/class-names.ts';
import { JsonView } from '../../ui/json-view.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import styles from './preview-pane.module.css';

interface PreviewBodyProps {
  request: NonNullable<Preview['request']>;
  json: Preview['json'];
  isPretty: boolean;
  onPretty: (isPretty: boolean) => void;
}

export function PreviewBody({ request, json, isPretty, onPretty }: PreviewBodyProps) {
  const text = useMemo(() => bodyText(request.body), [request.body]);
  if (request.body.byteLength === 0) return <p className={styles.note}>{channelStudio.noBodySent}</p>;
  return (
    <>
      <div className={styles.bodyBar}>
        <JsonVerdict json={json} />
        <ViewToggle isPretty={isPretty} onPretty={onPretty} />
      </div>
      <JsonView text={text} label={channelStudio.body} isPretty={isPretty && json?.isValid === true} isWrapped />
    </>
  );
}

/** Passed over while typing: it changes only when it is pressed. */
const ViewToggle = memo(function ViewToggle({ isPretty, onPretty }: Pick<PreviewBodyProps, 'isPretty' | 'onPretty'>) {
  return (
    <ToggleButtonGroup
      aria-label={channelStudio.viewAs}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[isPretty ? 'pretty' : 'exact']}
      onSelectionChange={(keys) => onPretty(keys.has('pretty'))}
      className={classNames(styles.toggle)}
    >
      <ToggleButton id="exact" className={classNames(styles.toggleButton)}>
        {channelStudio.exact}
      </ToggleButton>
      <ToggleButton id="pretty" className={classNames(styles.toggleButton)}>
        {channelStudio.pretty}
      </ToggleButton>
    </ToggleButtonGroup>
  );
});

function JsonVerdict({ json }: { json: Preview['json'] }) {
  if (json === null) return <span className={styles.muted}>{channelStudio.textBody}</span>;
  return json.isValid ? (
    <StatusBadge status="delivered" text={channelStudio.validJson} />
  ) : (
    <StatusBadge status="undelivered" text={`${channelStudio.invalidJson}: ${json.message ?? ''}`} />
  );
}
