import { Check, Copy, Eye, EyeOff } from 'lucide-react';
import { type ReactNode, useEffect, useId, useState } from 'react';
import { ui } from '../strings/ui.ts';
import { classNames } from './class-names.ts';
import { useCopy } from './copy-text.ts';
import fieldStyles from './field.module.css';
import { FieldMessage } from './field-message.tsx';
import { IconButton } from './icon-button.tsx';

/** A revealed secret hides again after this long. */
export const revealMs = 10_000;

interface SecretFieldProps {
  label: string;
  /** What is typed or known; null = it is stored elsewhere and has not been fetched. */
  value: string | null;
  onChange?: (value: string) => void;
  onBlur?: () => void;
  onEnter?: () => void;
  /** Fetches a stored value when it is to be shown or copied. */
  load?: () => Promise<string | null>;
  hint?: ReactNode;
  error?: string | undefined;
  placeholder?: string;
  /** Buttons after reveal and copy, such as Generate. */
  actions?: ReactNode;
  isLabelHidden?: boolean;
  autoFocus?: boolean;
  className?: string | undefined;
}

/** A secret: masked unless asked for, hidden again by itself. One that cannot be changed here is there to be copied. */
export function SecretField(props: SecretFieldProps) {
  const { label, value, onChange, onBlur, onEnter, load, hint, error, placeholder, actions, isLabelHidden } = props;
  const id = useId();
  const { isCopied, copy } = useCopy();
  const [revealed, setRevealed] = useState<{ stored: string | null } | null>(null);
  useEffect(() => {
    if (revealed === null) return;
    const timer = setTimeout(() => setRevealed(null), revealMs);
    return () => clearTimeout(timer);
  }, [revealed]);

  // What was shown of the stored value is out of date once a typed one has taken its place.
  useEffect(() => {
    if (value === null) setRevealed(null);
  }, [value]);

  const shown = value ?? revealed?.stored ?? '';
  const isStored = value === null && load !== undefined;
  const reveal = (): void => {
    if (revealed !== null) setRevealed(null);
    else if (isStored) void load().then((stored) => setRevealed({ stored }));
    else setRevealed({ stored: null });
  };
  // One that can be typed over is copied only while it is seen.
  const canBeCopied = onChange === undefined ? shown !== '' || isStored : revealed !== null && shown !== '';
  const copyShown = (): void => {
    if (shown !== '' || load === undefined) copy(shown);
    else void load().then((stored) => stored !== null && copy(stored));
  };
  return (
    <div className={classNames(fieldStyles.field, props.className)}>
      <div className={classNames(fieldStyles.labelRow, isLabelHidden && fieldStyles.hidden)}>
        <label htmlFor={id} className={fieldStyles.label}>
          {label}
        </label>
      </div>
      <div className={fieldStyles.row}>
        <input
          id={id}
          type={revealed === null ? 'password' : 'text'}
          autoComplete="new-password"
          data-1p-ignore="true"
          spellCheck={false}
          value={shown}
          readOnly={onChange === undefined}
          placeholder={isStored ? '••••••••••••' : placeholder}
          aria-invalid={error === undefined ? undefined : true}
          aria-describedby={hint === undefined && error === undefined ? undefined : `${id}-message`}
          className={classNames(fieldStyles.input, fieldStyles.mono)}
          onChange={(event) => onChange?.(event.target.value)}
          onBlur={onBlur}
          // biome-ignore lint/a11y/noAutofocus: for what was asked for just now and is typed next
          autoFocus={props.autoFocus}
          onKeyDown={(event) => event.key === 'Enter' && !event.nativeEvent.isComposing && onEnter?.()}
        />
        <IconButton
          icon={revealed === null ? Eye : EyeOff}
          label={revealed === null ? ui.reveal : ui.hide}
          isDisabled={shown === '' && !isStored}
          onPress={reveal}
        />
        {canBeCopied ? (
          <IconButton
            size="small"
            icon={isCopied ? Check : Copy}
            label={isCopied ? ui.copied : ui.copyValue(withinSentence(label))}
            onPress={copyShown}
          />
        ) : null}
        {actions}
      </div>
      <FieldMessage id={`${id}-message`} hint={hint} error={error} />
    </div>
  );
}

/** "Signing key" as "signing key"; "API key" stays. */
function withinSentence(label: string): string {
  return label.replace(/^[A-Z](?![A-Z])/, (letter) => letter.toLowerCase());
}
