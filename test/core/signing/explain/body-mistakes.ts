import type { MistakeCode } from '../../../../core/model/index.ts';
import { compact, indented, type Printable, type PrintOptions, print, spaced } from './json-printer.ts';
import { isJson, mistakeList, type Part, type PlantedMistake } from './planted-mistake.ts';
import type { Random } from './seeded-random.ts';

const { planted, add } = mistakeList();

// JSON: one layout or spelling is signed, and another one arrives
const respelled = (
  code: MistakeCode,
  signed: PrintOptions,
  received: PrintOptions,
  prepare?: (document: Map<string, Printable>) => void,
) =>
  add(code, 'body', (world) => {
    if (!isJson(world) || world.scheme.bodyFields !== undefined) return false;
    prepare?.(world.document);
    world.signedBody = Buffer.from(print(world.document, signed));
    const arriving = Buffer.from(print(world.document, received));
    world.bodyOnTheWay.push(() => arriving);
    return !arriving.equals(world.signedBody);
  });
const spell = (change: (text: string) => string): PrintOptions => ({ ...compact, spell: change });
const ascii = (text: string) =>
  text.replace(/[\u0080-\uffff]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
const html = (text: string) => text.replace(/[<>&]/g, (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`);
const slashes = (text: string) => text.replaceAll('/', '\\/');
const say = (name: string, value: Printable) => (document: Map<string, Printable>) => void document.set(name, value);
const letters = say('name', 'Zoë – Ångström');
const address = say('link', 'https://example.test/a');
const markup = say('html', '<b>1 & 2</b>');
respelled('json-compact', compact, indented('  '));
respelled('json-compact', compact, spaced);
respelled('json-spaced', spaced, compact);
respelled('json-indented', indented('  '), compact);
respelled('json-indented', indented('    '), compact);
respelled('json-indented', indented('\t'), spaced);
respelled('json-sorted', { ...compact, isSorted: true }, compact, say('aaa', 'x'));
respelled('json-sorted', { ...spaced, isSorted: true }, compact, say('aaa', 'x'));
respelled('json-slashes', spell(slashes), compact, address);
respelled('json-slashes', compact, spell(slashes), address);
respelled('json-unicode', spell(ascii), compact, letters);
respelled('json-unicode', compact, spell(ascii), letters);
respelled('json-html-escapes', spell(html), compact, markup);
respelled('json-html-escapes', compact, spell(html), markup);
const js = { ...compact, number: (raw: string) => JSON.stringify(Number(raw)) };
respelled('json-numbers', js, compact, say('total', { number: '1.50' }));
respelled('json-numbers', compact, js, say('total', { number: '17.0' }));
respelled('json-numbers', compact, js, say('big', { number: '1234567890123456789' }));
respelled('json-numbers', js, compact, say('big', { number: '9007199254740993123' }));
add('json-reparsed', 'body', (world) => {
  if (!isJson(world) || world.scheme.bodyFields !== undefined) return false;
  letters(world.document);
  address(world.document);
  say('total', { number: '1.50' })(world.document);
  const received = Buffer.from(print(world.document, { ...spaced, spell: (text) => ascii(slashes(text)) }));
  world.signedBody = Buffer.from(JSON.stringify(JSON.parse(received.toString())));
  world.bodyOnTheWay.push(() => received);
  return true;
});
add('json-order', 'body', (world, random) => {
  if (!isJson(world) || world.scheme.bodyFields !== undefined || world.scheme.items !== undefined) return false;
  const names = ['id', 'kind', 'at', 'done'];
  const document = new Map<string, Printable>(names.map((name) => [name, random.text('abc', 4)]));
  const entries = [...document];
  const [first, second, ...rest] = entries;
  if (first === undefined || second === undefined) return false;
  const fields = [...world.document].filter(([name]) => world.scheme.signedContent.includes(name));
  world.signedBody = Buffer.from(print(new Map([...entries, ...fields]), compact));
  const arriving = Buffer.from(print(new Map([second, ...rest, first, ...fields]), compact));
  world.bodyOnTheWay.push(() => arriving);
  return fields.length === 0;
});

// The body as bytes
const mangled = (
  code: MistakeCode,
  part: Part,
  plant: (body: Buffer, random: Random) => { signed: Uint8Array; received: Uint8Array } | null,
  isLossy = false,
) =>
  add(
    code,
    part,
    (world, random) => {
      if (world.scheme.bodyFields !== undefined || !isJson(world)) return false;
      const made = plant(Buffer.from(world.signedBody), random);
      if (made === null) return false;
      // What another mistake did to the body stays: this one comes on top.
      const earlier = [...world.bodyOnTheWay];
      if (part === 'wrapping' && earlier.length > 0) {
        const arriving = earlier.reduce((body, change) => change(body), world.signedBody);
        const both = plant(Buffer.from(arriving), random);
        const signedToo = plant(Buffer.from(world.signedBody), random);
        if (both === null || signedToo === null) return false;
        world.signedBody = signedToo.signed;
        world.bodyOnTheWay = [() => both.received];
        return !Buffer.from(arriving).equals(both.signed) || true;
      }
      world.signedBody = made.signed;
      world.bodyOnTheWay.push(() => made.received);
      return true;
    },
    isLossy,
  );
const join = (...parts: (Uint8Array | string)[]) => Buffer.concat(parts.map((part) => Buffer.from(part)));
const mark = Uint8Array.of(0xef, 0xbb, 0xbf);
mangled('body-bom', 'wrapping', (body) => ({ signed: body, received: join(mark, body) }));
mangled('body-bom', 'wrapping', (body) => ({ signed: join(mark, body), received: body }));
mangled('body-final-newline', 'wrapping', (body) => ({ signed: body, received: join(body, '\n') }));
mangled('body-final-newline', 'wrapping', (body) => ({ signed: join(body, '\n'), received: body }));
mangled('body-final-newline', 'wrapping', (body) => ({ signed: join(body, '\r\n'), received: body }));
mangled('body-line-breaks', 'body', (body) => {
  const text = JSON.stringify(JSON.parse(body.toString()), null, 2);
  return { signed: Buffer.from(text), received: Buffer.from(text.replaceAll('\n', '\r\n')) };
});
mangled('body-line-breaks', 'body', (body) => {
  const text = JSON.stringify(JSON.parse(body.toString()), null, 2);
  return { signed: Buffer.from(text.replaceAll('\n', '\r\n')), received: Buffer.from(text) };
});
mangled('body-blanks-around', 'wrapping', (body) => ({ signed: body, received: join('  ', body, '  ') }));
/** As Python's repr() writes bytes. */
const pythonPrint = (body: Buffer) =>
  `b'${Array.from(body, (byte) =>
    byte === 0x5c || byte === 0x27
      ? `\\${String.fromCharCode(byte)}`
      : byte < 0x20 || byte > 0x7e
        ? `\\x${byte.toString(16).padStart(2, '0')}`
        : String.fromCharCode(byte),
  ).join('')}'`;
const withLetters = (body: Buffer) => join(body.subarray(0, -1), ',"name":"Zoë Åse"}');
mangled('body-charset', 'body', (body) => {
  const text = withLetters(body).toString();
  return /[\u0100-\uffff]/.test(text) ? null : { signed: Buffer.from(text, 'latin1'), received: Buffer.from(text) };
});
mangled('body-charset', 'body', (body) => {
  const text = withLetters(body).toString();
  return { signed: Buffer.from(text), received: Buffer.from(Buffer.from(text).toString('latin1')) };
});
mangled('body-charset', 'body', (body) => {
  const text = withLetters(body).toString();
  return /[\u0100-\uffff]/.test(text) ? null : { signed: Buffer.from(text), received: Buffer.from(text, 'latin1') };
});
mangled(
  'body-charset',
  'body',
  (body) => {
    const bytes = Buffer.from(withLetters(body).toString(), 'latin1');
    return { signed: bytes, received: Buffer.from(bytes.toString('utf8')) };
  },
  true,
);
mangled('body-truncated', 'body', (body) => ({ signed: body, received: body.subarray(0, -1) }));
add(
  'body-truncated',
  'body',
  (world, random) => {
    const { length } = world.signedBody;
    if (world.scheme.bodyFields !== undefined || world.scheme.items !== undefined) return false;
    world.headers.push(['content-length', String(length)]);
    world.bodyOnTheWay.push((body) => body.subarray(0, 5 + random.below(length - 12)));
    return true;
  },
  true,
);
mangled('body-empty', 'body', (body) => ({ signed: new Uint8Array(), received: body }));
add(
  'body-empty',
  'body',
  (world) => {
    if (world.scheme.bodyFields !== undefined || world.scheme.items !== undefined) return false;
    world.headers.push(['content-length', String(world.signedBody.length)]);
    world.bodyOnTheWay.push(() => new Uint8Array());
    return true;
  },
  true,
);
mangled('body-object-text', 'body', (body) => ({ signed: Buffer.from('[object Object]'), received: body }));
mangled('body-printed', 'body', (body) => ({ signed: body, received: Buffer.from(JSON.stringify(body)) }));
mangled('body-printed', 'body', (body) => ({ signed: body, received: Buffer.from(pythonPrint(body)) }));
mangled('body-printed', 'body', (body) => ({ signed: body, received: Buffer.from([...body].join(',')) }));
mangled('body-printed', 'body', (body) => ({ signed: body, received: Buffer.from('[object Object]') }), true);
mangled('body-base64', 'body', (body) => ({ signed: body, received: Buffer.from(body.toString('base64')) }));
mangled('body-base64', 'body', (body) => ({ signed: Buffer.from(body.toString('base64')), received: body }));
mangled('body-json-string', 'body', (body) => ({
  signed: body,
  received: Buffer.from(JSON.stringify(body.toString())),
}));
mangled('body-json-string', 'body', (body) => ({
  signed: Buffer.from(JSON.stringify(body.toString())),
  received: body,
}));
const form = (blank: string) => Buffer.from(`name=Zo%C3%AB${blank}B&note=a${blank}b%2Fc&n=1`);
mangled('body-form-encoding', 'body', () => ({ signed: form('+'), received: form('%20') }));
mangled('body-form-encoding', 'body', () => ({ signed: form('%20'), received: form('+') }));
mangled('body-form-encoding', 'body', () => ({
  signed: form('+'),
  received: Buffer.from(
    form('+')
      .toString()
      .replace(/%[0-9A-F]{2}/g, (each) => each.toLowerCase()),
  ),
}));

/** What can happen to the body on its way, and before it is signed. */
export const bodyMistakes: readonly PlantedMistake[] = planted;
