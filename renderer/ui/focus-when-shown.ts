/** What is made opens in a moment; after a second nobody waits for the focus any more. */
const longestFrames = 60;

/** Puts the focus into the text field as soon as it is there, its text selected, so that one types over it. */
export function focusWhenShown(selector: string): void {
  let frames = 0;
  const attempt = (): void => {
    const field = document.querySelector<HTMLInputElement>(selector);
    frames += 1;
    if (field?.checkVisibility()) {
      field.focus();
      field.select();
    } else if (frames < longestFrames) requestAnimationFrame(attempt);
  };
  requestAnimationFrame(attempt);
}
