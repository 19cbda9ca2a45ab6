/**
 * Call it when something of the element is about to be removed: if that had the focus, which would be lost with it, the
 * last button of what is left takes it, so that keys go on where one was.
 */
export function keepFocusIn(element: Element | null): void {
  requestAnimationFrame(() => {
    if (document.activeElement !== document.body) return;
    const buttons = element?.querySelectorAll<HTMLElement>('button:not(:disabled)') ?? [];
    Array.from(buttons).at(-1)?.focus();
  });
}
