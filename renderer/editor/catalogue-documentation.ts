/** What the catalogue says about a filter or tag, with its example, as Markdown. */
export function documentationOf(item: { description: string; example: string | null }): string {
  return item.example === null ? item.description : `${item.description}\n\n\`\`\`\n${item.example}\n\`\`\``;
}
