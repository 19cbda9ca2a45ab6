/** A sender whose requests carry no signature, and what to do about it. */
export interface UnsignedSender {
  key: string;
  name: string;
  /** What the sender offers in place of a signature. */
  offers: string;
  instead: string;
  source: string;
  /** Preset that compares the secret it shows; null = there is none to compare in the request's own headers or body. */
  tokenPreset: string | null;
}

export const unsignedSenders: readonly UnsignedSender[] = [
  {
    key: 'postmark',
    name: 'Postmark',
    offers: 'Basic authentication or a secret in the URL that you register.',
    instead: 'Register an HTTPS URL with a long random user name and password, and compare them in constant time.',
    source: 'https://postmarkapp.com/developer/webhooks/webhooks-overview',
    tokenPreset: null,
  },
  {
    key: 'chargebee',
    name: 'Chargebee',
    offers: 'Basic authentication on the URL that you register.',
    instead: 'Turn basic authentication on, and read the event again through the API before acting on it.',
    source: 'https://www.chargebee.com/docs/2.0/webhook_settings.html',
    tokenPreset: null,
  },
  {
    key: 'deepgram',
    name: 'Deepgram',
    offers: 'The header dg-token with the identifier of the API key that asked for the transcript.',
    instead:
      'Compare the identifier, put credentials into the callback URL, and match the request id to one of your own.',
    source: 'https://developers.deepgram.com/docs/using-callbacks-to-return-transcripts-to-your-server',
    tokenPreset: 'deepgram',
  },
  {
    key: 'figma',
    name: 'Figma',
    offers: 'The passcode you chose, as a field of the body.',
    instead:
      'Compare the passcode in constant time, answer 400 when it is wrong, and fetch what changed through the API.',
    source: 'https://developers.figma.com/docs/rest-api/webhooks-security/',
    tokenPreset: 'figma',
  },
  {
    key: 'gitlab-token',
    name: 'GitLab (secret token)',
    offers: 'The secret itself in the header X-Gitlab-Token.',
    instead: 'Use a signing token, which follows Standard Webhooks; until then compare the token in constant time.',
    source: 'https://docs.gitlab.com/user/project/integrations/webhooks/',
    tokenPreset: 'gitlab-token',
  },
  {
    key: 'mailgun',
    name: 'Mailgun',
    offers: 'A signature over time and token that leaves the event itself unprotected.',
    instead: 'Verify it, keep each token until it is too old, and fetch the event through the API where it matters.',
    source: 'https://documentation.mailgun.com/docs/mailgun/user-manual/webhooks/securing-webhooks',
    tokenPreset: null,
  },
];
