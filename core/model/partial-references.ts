/** `{% render 'key' %}`, and `render 'key'` on a line of `{% liquid %}`. */
export function partialRendering(key: string): RegExp {
  const name = key.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  return new RegExp(`((?:\\{%-?\\s*|^[^\\S\\n]*)render\\s+)(["'])${name}\\2`, 'gm');
}

/** A document's value with the partial named by its new key wherever a text renders it; the same value when none does. */
export function withPartialRenamed<Value>(value: Value, from: string, to: string): Value {
  if (typeof value === 'string') {
    return value.replace(
      partialRendering(from),
      (_, before: string, quote: string) => `${before}${quote}${to}${quote}`,
    ) as Value & string;
  }
  if (typeof value !== 'object' || value === null) return value;
  let isChanged = false;
  const rename = (part: unknown): unknown => {
    const renamed = withPartialRenamed(part, from, to);
    isChanged ||= renamed !== part;
    return renamed;
  };
  const made = Array.isArray(value)
    ? value.map(rename)
    : Object.fromEntries(Object.entries(value).map(([name, part]) => [name, rename(part)]));
  return isChanged ? (made as Value) : value;
}
