/**
 * The fields of a form body as Twilio signs them: name and value of each, without anything between, sorted by name;
 * of a repeated name each different value once, sorted too.
 * Rule: https://www.twilio.com/docs/usage/webhooks/webhooks-security and Twilio's Node library.
 */
export function formText(body: Uint8Array): string {
  const known = formTexts.get(body) ?? readFormText(body);
  formTexts.set(body, known);
  return known;
}

/** Bodies are never changed; whoever recognises or explains a request signs the same one for many schemes. */
const formTexts = new WeakMap<Uint8Array, string>();

function readFormText(body: Uint8Array): string {
  const values = new Map<string, Set<string>>();
  for (const [name, value] of new URLSearchParams(Buffer.from(body).toString('utf8'))) {
    const known = values.get(name);
    if (known === undefined) values.set(name, new Set([value]));
    else known.add(value);
  }
  return [...values.keys()]
    .sort()
    .map((name) =>
      [...(values.get(name) ?? [])]
        .sort()
        .map((value) => name + value)
        .join(''),
    )
    .join('');
}
