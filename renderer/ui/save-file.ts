/** Hands a text, whole or in pieces, to the system as a file: a save dialog on the desktop, a download in a browser. */
export function saveFile(name: string, content: string | readonly Blob[], mediaType = 'text/plain'): void {
  const url = URL.createObjectURL(
    new Blob(typeof content === 'string' ? [content] : [...content], { type: `${mediaType};charset=utf-8` }),
  );
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has taken hold of the bytes by the time timers run.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
