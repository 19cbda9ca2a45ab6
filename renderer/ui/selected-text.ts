/** Marks an element of a drawn text with the place of its first character in the whole text. */
export const beginAttribute = 'data-begin';

/** What is selected of a text that is drawn in blocks, as it stands in the text: a block's edge is no line end. */
export function selectedText(host: HTMLElement, text: string, selection: Selection | null): string | null {
  if (selection === null || selection.rangeCount === 0 || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const begin = offsetOf(host, range.startContainer, range.startOffset);
  const end = offsetOf(host, range.endContainer, range.endOffset);
  return begin === null || end === null ? null : text.slice(begin, end);
}

function offsetOf(host: HTMLElement, node: Node, offset: number): number | null {
  const element = node instanceof Element ? node : node.parentElement;
  const block = element?.closest(`[${beginAttribute}]`) ?? null;
  if (block === null || !host.contains(block)) return null;
  const before = document.createRange();
  before.setStart(block, 0);
  before.setEnd(node, offset);
  return Number(block.getAttribute(beginAttribute)) + before.toString().length;
}
