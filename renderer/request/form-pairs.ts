/** Names and values of a form as its reader decodes them (WHATWG URL, 5.1), in their order; repeated ones stay. */
export function formPairs(text: string): [name: string, value: string][] {
  // The "&" keeps a "?" at the beginning, which would be taken for the mark of a query.
  return [...new URLSearchParams(`&${text}`)];
}
