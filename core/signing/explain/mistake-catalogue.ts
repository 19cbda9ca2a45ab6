import type { MistakeCode } from '../../model/index.ts';

/** What is said of a mistake, and how likely it is: `cost` is about −log₂ of its share among the mistakes seen. */
export interface MistakeEntry {
  title: string;
  /** What to change, in the receiver where it can be changed there. */
  fix: string;
  cost: number;
}

const rawBody = 'Verify the raw bytes of the request, before any JSON middleware reads it, and parse them afterwards.';

export const mistakeCatalogue: Readonly<Record<MistakeCode, MistakeEntry>> = {
  'key-prefix-kept': {
    title: "The sender's key includes the secret's prefix",
    fix: 'Use the secret as it is, prefix included, as the key of the HMAC.',
    cost: 2,
  },
  'key-prefix-stripped': {
    title: "The sender's key leaves the secret's prefix out",
    fix: "Take the prefix off before the secret's text becomes the key.",
    cost: 2.2,
  },
  'key-not-decoded': {
    title: 'The sender uses the text of the secret, not what it decodes to',
    fix: 'Use the bytes of the text as the key: do not decode it.',
    cost: 2.1,
  },
  'key-base64-decoded': {
    title: 'The sender decodes the secret from base64',
    fix: 'Decode the secret from base64 (after its prefix) and use those bytes as the key.',
    cost: 2.3,
  },
  'key-hex-decoded': {
    title: 'The sender decodes the secret from hex',
    fix: 'Decode the secret from hex and use those bytes as the key.',
    cost: 2.8,
  },
  'key-trailing-newline': {
    title: 'One side has a line break at the end of the key',
    fix: 'Trim the secret where it is read: files and `echo` end it with a line break.',
    cost: 2.4,
  },
  'key-blanks-around': {
    title: 'One side has blanks around the key',
    fix: 'Trim the secret where it is read or pasted.',
    cost: 3,
  },
  'key-quoted': {
    title: 'One side has quotes around the key',
    fix: 'Take the quotes out of the environment file or the form in which the secret stands.',
    cost: 3.2,
  },
  'key-old': {
    title: 'Signed with another of the keys',
    fix: 'Accept the previous key beside the current one until the sender has changed over.',
    cost: 1.5,
  },
  'signature-encoding': {
    title: 'The signature is written in another encoding',
    fix: 'Compare bytes: decode the received signature in the encoding that the sender uses.',
    cost: 2,
  },
  'signature-letter-case': {
    title: 'The signature is hex in capitals',
    fix: 'Turn the received hex into lower case before comparing, or compare the decoded bytes.',
    cost: 2.6,
  },
  'signature-unpadded': {
    title: 'The signature is base64 without its padding',
    fix: 'Decode the received signature before comparing, with a decoder that does not ask for the "=".',
    cost: 2.8,
  },
  'signature-double-encoded': {
    title: 'The signature is encoded twice',
    fix: 'Decode it twice: the sender writes the hex text itself in base64.',
    cost: 3.4,
  },
  'signature-truncated': {
    title: 'The signature was cut short',
    fix: 'Look for a column, a log or a proxy that limits the length of the header.',
    cost: 3.6,
  },
  'signature-form': {
    title: 'The signature stands in the header in another form',
    fix: 'Read the header as the sender writes it: prefix, version and separators differ.',
    cost: 2.4,
  },
  'header-other': {
    title: 'It stands in another header',
    fix: 'Read the header that the sender uses.',
    cost: 2.6,
  },
  'header-missing': {
    title: 'The signature is not in the request',
    fix: 'Check that the sender signs at all, and that no proxy or framework drops the header on the way.',
    cost: 2,
  },
  'timestamp-too-old': {
    title: 'The timestamp is too old',
    fix: 'Check the clock of the receiver, and sign retries anew instead of repeating the first stamp.',
    cost: 0.5,
  },
  'timestamp-in-future': {
    title: 'The timestamp lies in the future',
    fix: 'Check the clocks of both sides.',
    cost: 0.5,
  },
  'timestamp-milliseconds': {
    title: 'The timestamp counts milliseconds',
    fix: 'Divide the stamp by 1000 before comparing it with a clock in seconds; sign and verify its text as it is sent.',
    cost: 0.4,
  },
  'timestamp-seconds': {
    title: 'The timestamp counts seconds',
    fix: 'Multiply the stamp by 1000 before comparing it with a clock in milliseconds; verify its text as it is sent.',
    cost: 0.4,
  },
  'timestamp-unit-signed': {
    title: 'The timestamp was signed in another form than it is sent',
    fix: 'Put the stamp into the signed content in the form that the sender signs.',
    cost: 2.8,
  },
  'json-compact': { title: 'The JSON was signed without spaces', fix: rawBody, cost: 2 },
  'json-spaced': { title: 'The JSON was signed with a space after colons and commas', fix: rawBody, cost: 2.1 },
  'json-indented': { title: 'The JSON was signed with indentation', fix: rawBody, cost: 2.3 },
  'json-sorted': { title: 'The JSON was signed with its names sorted', fix: rawBody, cost: 2.6 },
  'json-order': { title: 'The names of the JSON were signed in another order', fix: rawBody, cost: 3.4 },
  'json-slashes': { title: 'Slashes of the JSON are escaped on one side only', fix: rawBody, cost: 2.6 },
  'json-html-escapes': {
    title: '<, > and & of the JSON are escaped on one side only',
    fix: rawBody,
    cost: 2.5,
  },
  'json-unicode': { title: 'Letters of the JSON are escaped as \\u on one side only', fix: rawBody, cost: 2.55 },
  'json-numbers': { title: 'Numbers of the JSON are written in another way', fix: rawBody, cost: 2.65 },
  'json-reparsed': { title: 'The JSON was parsed and written again', fix: rawBody, cost: 2.9 },
  'body-bom': {
    title: 'A byte order mark stands before the body on one side only',
    fix: 'Verify the bytes as they arrive: do not let a decoder drop or an editor add the mark.',
    cost: 2.6,
  },
  'body-line-breaks': {
    title: 'The line breaks of the body differ',
    fix: 'Verify the raw bytes: something turns CRLF into LF or back.',
    cost: 2.2,
  },
  'body-final-newline': {
    title: 'The line break at the end of the body differs',
    fix: 'Verify the raw bytes: something adds or trims the line break at the end.',
    cost: 1.9,
  },
  'body-blanks-around': {
    title: 'The body was trimmed',
    fix: 'Verify the raw bytes: do not trim the body before verifying.',
    cost: 1.95,
  },
  'body-charset': {
    title: 'The body was read in another character set',
    fix: 'Verify the bytes, not a text: something decoded the body and encoded it differently.',
    cost: 2.6,
  },
  'body-truncated': {
    title: 'The body is not complete',
    fix: 'Raise the limit of the body size in the receiver or the proxy, and read the body to its end before verifying.',
    cost: 2.8,
  },
  'body-empty': {
    title: 'One side took the body for empty',
    fix: 'Read the body once and keep it: a stream that was read before is empty afterwards.',
    cost: 2.2,
  },
  'body-object-text': {
    title: 'An object was signed where its JSON was meant',
    fix: 'Sign the text of the body; "[object Object]" is what an object becomes when it is joined to a text.',
    cost: 2.6,
  },
  'body-printed': {
    title: 'The body is what a program prints of it',
    fix: 'Verify the raw bytes as they came: read them before anything parses the body, and do not turn an object or bytes into text.',
    cost: 2.4,
  },
  'body-base64': {
    title: 'The body is base64 on one side only',
    fix: 'Decode the body first where a gateway hands it over as base64 (isBase64Encoded).',
    cost: 2.6,
  },
  'body-compressed': {
    title: 'The body is compressed on one side only',
    fix: 'Verify the bytes that were signed: find out whether the sender signs before it compresses, and what decompresses on the way.',
    cost: 1.9,
  },
  'body-json-string': {
    title: 'The body is a JSON text inside a JSON string on one side only',
    fix: 'Do not write a text that is JSON already as JSON once more.',
    cost: 3,
  },
  'body-form-encoding': {
    title: 'The form fields are encoded in another way',
    fix: 'Verify the raw bytes of the form, before it is parsed.',
    cost: 2.8,
  },
  'body-hashed': {
    title: 'A hash of the body was signed in place of the body',
    fix: 'Put the hex SHA-256 of the body where the scheme has the body.',
    cost: 3.6,
  },
  'content-part-missing': {
    title: 'A part was not signed',
    fix: 'Leave the part out of the signed content, or ask the sender to sign it.',
    cost: 2.7,
  },
  'content-part-extra': {
    title: 'Something more was signed',
    fix: 'Put the part into the signed content where the sender has it.',
    cost: 2.9,
  },
  'content-order': {
    title: 'The parts were signed in another order',
    fix: 'Put the parts together in the order of the sender.',
    cost: 3.2,
  },
  'content-separator': {
    title: 'The parts were joined in another way',
    fix: 'Put between the parts what the sender puts there.',
    cost: 2.9,
  },
  'method-letter-case': {
    title: 'The method was signed in lower case',
    fix: 'Write the method as the sender does.',
    cost: 3.6,
  },
  'url-scheme': {
    title: 'The URL was signed with another scheme',
    fix: 'Build the URL from the address the sender was given: behind a proxy that ends TLS, https becomes http.',
    cost: 1.8,
  },
  'url-host': {
    title: 'The URL was signed with another host',
    fix: 'Build the URL from the public address (X-Forwarded-Host), not from the one behind the proxy or tunnel.',
    cost: 2,
  },
  'url-port': {
    title: 'The port of the URL differs',
    fix: 'Write the port into the URL exactly as the sender was given it: no :443 that was not there.',
    cost: 2.2,
  },
  'url-path-prefix': {
    title: 'A proxy changed the path',
    fix: 'Put back what the proxy takes off the path, or configure the public URL in the receiver.',
    cost: 2.4,
  },
  'url-trailing-slash': {
    title: 'The slash at the end of the path differs',
    fix: 'Write the path exactly as it was registered with the sender.',
    cost: 2.3,
  },
  'url-query': {
    title: 'The query of the URL differs',
    fix: 'Take the query into the URL as it was received, parameters in their order.',
    cost: 2.4,
  },
  'url-escapes': {
    title: 'The escapes of the URL differ',
    fix: 'Use the request target as it was received: do not decode and encode the URL.',
    cost: 2.9,
  },
  'algorithm-other': {
    title: 'Signed with another algorithm',
    fix: "Use the sender's algorithm, or change it in the sender's settings.",
    cost: 2.8,
  },
  'scheme-other': {
    title: 'Signed by another scheme',
    fix: 'Choose that scheme for this sender.',
    cost: 2.2,
  },
};
