/** What a published verifier does that its vendor's rule does not say, or that surprises. */
export interface SdkWarning {
  sentence: string;
  /** When it matters. */
  matters: string;
  /** Packages, with the version whose code was run, or pages that say so; empty = the page of the scheme itself. */
  sources: readonly string[];
}

export const sdkWarnings = {
  'decodes-body-as-text': {
    sentence: 'The npm library standardwebhooks turns the body into UTF-8 text before it hashes it.',
    matters:
      'A body that is not valid UTF-8 is refused although its bytes were signed; a BOM passes the signature and then fails as JSON.',
    sources: ['npm standardwebhooks 1.1.1'],
  },
  'lenient-timestamp': {
    sentence: 'The npm library standardwebhooks reads stamps such as "123abc" and signs the number it made of them.',
    matters: 'A strict verifier, which signs the text of the header, refuses what the library accepts.',
    sources: ['npm standardwebhooks 1.1.1'],
  },
  'accepts-short-secret': {
    sentence: 'The npm library standardwebhooks takes secrets of a few bytes and secrets in base64url.',
    matters:
      'The specification asks for 24 to 64 bytes: a weak or misspelt secret goes unnoticed until another library reads it.',
    sources: ['npm standardwebhooks 1.1.1'],
  },
  'v1-only': {
    sentence: 'The npm libraries standardwebhooks and svix know v1 only and offer no way to use a public key.',
    matters: 'A request signed with v1a alone is refused; send v1 beside it, or verify with your own code.',
    sources: ['npm standardwebhooks 1.1.1', 'npm svix 1.99.1'],
  },
  'keeps-last-signature': {
    sentence: "Paddle's Node SDK keeps only the last h1 of a header, and compares it without constant time.",
    matters: 'With two signatures during a rotation their order decides whether the request is accepted.',
    sources: ['npm @paddle/paddle-node-sdk 3.10.0'],
  },
  'five-seconds': {
    sentence: "Paddle's Node SDK allows a stamp to be 5 seconds old, no more.",
    matters: 'A queue, a slow start or a replayed capture is refused although the signature is right.',
    sources: ['npm @paddle/paddle-node-sdk 3.10.0'],
  },
  'past-only': {
    sentence: "The vendor's SDK bounds the age of a stamp only: one from the future passes.",
    matters: 'A captured request that is dated ahead stays usable until its stamp has aged.',
    sources: [
      'npm stripe 23.1.0',
      'npm @slack/bolt 5.1.0',
      'npm @paddle/paddle-node-sdk 3.10.0',
      'npm @hubspot/api-client 13.5.0',
    ],
  },
  'time-in-body': {
    sentence:
      "Linear's SDK reads the time from webhookTimestamp in the body and ignores the header and its own time argument.",
    matters: 'A test body without webhookTimestamp is refused, and one with an old value is refused after a minute.',
    sources: ['npm @linear/sdk 98.0.0'],
  },
  'same-prefix-other-key': {
    sentence: 'Secrets that begin with whsec_ are decoded from base64 by some vendors and used as text by others.',
    matters:
      'The same secret gives two different keys: Standard Webhooks, Svix and GitLab decode it, Stripe and Outpost do not.',
    sources: ['npm standardwebhooks 1.1.1', 'npm svix 1.99.1', 'npm stripe 23.1.0'],
  },
  'looks-like-base64': {
    sentence: "Zendesk's secret looks like base64 but is used as text.",
    matters: 'Decoding it first gives another key, and every request is refused.',
    sources: [],
  },
  'hex-key': {
    sentence: "Adyen's key is written in hex and has to be decoded.",
    matters: 'Using its text gives another key of twice the length, and every request is refused.',
    sources: ['npm @adyen/api-library 32.1.0'],
  },
  'url-signed': {
    sentence: 'The URL is part of what is signed, exactly as the sender calls it.',
    matters: 'A tunnel, a proxy that ends TLS, another port or a rewritten path changes it for the receiver.',
    sources: [],
  },
  'body-not-signed': {
    sentence: 'The signature does not cover the body.',
    matters: 'Whoever has seen one valid request can send any content with it.',
    sources: [],
  },
  'no-time': {
    sentence: 'No time is signed, so an old request can be sent again.',
    matters: 'Keep the ids of deliveries and refuse one that was seen before.',
    sources: [],
  },
  'body-rewritten': {
    sentence: 'The body is parsed and written again on its way or in the SDK, not taken as it arrived.',
    matters: 'Order, spaces, escaped slashes and big numbers change, and with them the bytes that are hashed.',
    sources: [],
  },
  'wide-window': {
    sentence: 'A tolerance on both sides lets a request that is dated ahead live for nearly twice as long.',
    matters: 'Where replays matter, keep ids for twice the tolerance.',
    sources: ['https://github.com/camunda/connectors/pull/8989'],
  },
  'stamp-per-attempt': {
    sentence: 'The stamp has to be made anew for every attempt.',
    matters: "A retry that repeats the first attempt's stamp arrives too old.",
    sources: ['https://github.com/better-auth/better-auth/pull/8844'],
  },
  'seconds-or-milliseconds': {
    sentence: 'The stamp is in milliseconds, where most vendors send seconds.',
    matters: 'A receiver that expects seconds takes the stamp for one in the far future, and the other way round.',
    sources: [],
  },
  'prefix-then-base64': {
    sentence: 'The value begins with sha256= as GitHub sends it, but what follows is base64.',
    matters: 'Code made for GitHub compares it with hex and refuses every request.',
    sources: [],
  },
  'key-from-sender': {
    sentence: 'The request itself says where the public key is to be had.',
    matters: "A receiver that fetches a key from any address accepts everybody's signature: check the host first.",
    sources: [],
  },
} as const satisfies Record<string, SdkWarning>;
export type SdkWarningCode = keyof typeof sdkWarnings;
