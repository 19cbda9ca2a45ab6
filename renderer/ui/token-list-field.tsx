// biome-ignore-all lint/a11y/useSemanticElements: a list that draws only what is seen, with rich rows
import { X } from 'lucide-react';
import { type ClipboardEvent, type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Popover } from 'react-aria-components';
import { ui } from '../strings/ui.ts';
import { classNames } from './class-names.ts';
import fieldStyles from './field.module.css';
import { FieldMessage } from './field-message.tsx';
import styles from './token-list-field.module.css';
import { endsWithComma, matchingValues, readTokens } from './token-text.ts';

interface TokenListFieldProps {
  label: string;
  values: readonly string[];
  onChange: (values: string[]) => void;
  /** Known values; others may be typed freely. */
  suggestions: readonly string[];
  /** Enter takes the first known value that fits what is typed, rather than what is typed: others are the exception. */
  prefersKnown?: boolean;
  placeholder?: string;
  hint?: ReactNode;
  error?: string | undefined;
  /** What is wrong with a typed value: it stays in the field to be mended, with this message. */
  problemOf?: (value: string) => string | undefined;
  /** Such a text that was left in the field before, to go on with. */
  unfitText?: string | undefined;
  /** Told which such text is left in the field; null = none (any more). */
  onUnfit?: (text: string | null) => void;
  className?: string | undefined;
}

/** Several values as chips: chosen from the known ones or typed. Enter or a comma adds, Backspace takes the last away. */
export function TokenListField(props: TokenListFieldProps) {
  const { label, values, onChange, suggestions, prefersKnown = false, hint, placeholder, problemOf, onUnfit } = props;
  const id = useId();
  const [typed, setTyped] = useState(props.unfitText ?? '');
  const [isOpen, setIsOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const [isRefused, setRefused] = useState(props.unfitText !== undefined);
  const text = typed.trim();
  const matches = matchingValues(suggestions, values, text);
  const problem = text === '' ? undefined : problemOf?.(text);
  const isKnown = suggestions.includes(text) || values.includes(text);
  const isNew = text !== '' && problem === undefined && !isKnown;
  const options = isNew ? [...matches, text] : matches;
  const chosen = active < 0 && prefersKnown && text !== '' && !isKnown && options.length > 0 ? 0 : active;
  const isUnfit = isRefused && problem !== undefined;
  const error = isUnfit ? problem : props.error;
  const tellUnfit = useRef(onUnfit);
  tellUnfit.current = onUnfit;
  useEffect(() => tellUnfit.current?.(isUnfit ? text : null), [isUnfit, text]);
  const box = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[chosen]?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);

  const addText = (added: string): void => {
    const { values: read, left } = readTokens(added, problemOf);
    const fresh = read.filter((value) => !values.includes(value));
    if (fresh.length > 0) onChange([...values, ...fresh]);
    setTyped(left);
    setRefused(left !== '');
    setActive(-1);
  };
  const add = (value: string): void => {
    if (!values.includes(value)) onChange([...values, value]);
    setTyped('');
    setActive(-1);
  };
  const remove = (value: string): void => onChange(values.filter((other) => other !== value));
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      setIsOpen(true);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setActive((before) => Math.max(-1, Math.min(options.length - 1, (before < 0 ? chosen : before) + step)));
    } else if (event.key === 'Enter' || (event.key === ',' && endsWithComma(text, problemOf))) {
      const option = options[chosen];
      if (option === undefined) addText(text);
      else add(option);
    } else if (event.key === 'Escape' && isOpen) {
      setIsOpen(false);
      event.stopPropagation();
    } else if (event.key === 'Backspace' && typed === '') {
      const last = values.at(-1);
      if (last !== undefined) remove(last);
      return;
    } else return;
    event.preventDefault();
  };

  /** A field of one line joins the lines that are pasted; each is a value of its own. */
  const onPaste = (event: ClipboardEvent<HTMLInputElement>): void => {
    const pasted = event.clipboardData.getData('text');
    if (typed !== '' || !/\S\s*[\r\n]+\s*\S/.test(pasted)) return;
    event.preventDefault();
    addText(pasted);
  };

  return (
    <div className={classNames(fieldStyles.field, props.className)}>
      <div className={fieldStyles.labelRow}>
        <label htmlFor={id} className={fieldStyles.label}>
          {label}
        </label>
      </div>
      <div
        ref={box}
        className={classNames(fieldStyles.input, styles.box)}
        aria-invalid={error === undefined ? undefined : true}
      >
        {values.map((value) => (
          <span key={value} className={styles.chip}>
            <span className={styles.chipText}>{value}</span>
            <button
              type="button"
              aria-label={ui.removeEntry(value)}
              className={styles.remove}
              onClick={() => remove(value)}
            >
              <X size="0.75rem" aria-hidden="true" />
            </button>
          </span>
        ))}
        <input
          id={id}
          type="text"
          role="combobox"
          aria-expanded={isOpen && options.length > 0}
          aria-controls={`${id}-options`}
          aria-activedescendant={chosen < 0 ? undefined : `${id}-option-${chosen}`}
          aria-describedby={hint === undefined && error === undefined ? undefined : `${id}-message`}
          autoComplete="off"
          spellCheck={false}
          className={styles.typed}
          placeholder={values.length === 0 ? placeholder : undefined}
          value={typed}
          onFocus={() => setIsOpen(true)}
          onBlur={() => {
            setIsOpen(false);
            addText(text);
          }}
          onChange={(event) => {
            setTyped(event.target.value);
            setIsOpen(true);
            setActive(-1);
          }}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
        />
        <Popover
          triggerRef={box}
          isNonModal
          isOpen={isOpen && options.length > 0}
          onOpenChange={setIsOpen}
          placement="bottom start"
          offset={4}
          className={classNames(styles.popover)}
        >
          <div ref={list} id={`${id}-options`} role="listbox" aria-label={label} className={styles.options}>
            {options.map((option, index) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the input handles the keys
              <div
                key={option}
                id={`${id}-option-${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={index === chosen}
                className={classNames(styles.option, index === chosen && styles.active)}
                // The input keeps the focus, or its blur would close the list before the click.
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => add(option)}
              >
                {isNew && option === text ? ui.addEntry(option) : option}
              </div>
            ))}
          </div>
        </Popover>
      </div>
      <FieldMessage id={`${id}-message`} hint={hint} error={error} />
    </div>
  );
}
