/** On what holds a document and the messages at its foot. */
export const messagesOverAttribute = 'data-messages-over';
const footHeight = '--document-foot';

/** As the `ref` of what stands at a document's foot: messages keep above it, as tall as it is. */
export function keepMessagesAbove(foot: HTMLElement | null): (() => void) | undefined {
  const area = foot?.closest<HTMLElement>(`[${messagesOverAttribute}]`);
  if (foot === null || area === null || area === undefined) return undefined;
  const observer = new ResizeObserver(() => area.style.setProperty(footHeight, `${foot.offsetHeight}px`));
  observer.observe(foot);
  return () => {
    observer.disconnect();
    area.style.removeProperty(footHeight);
  };
}
