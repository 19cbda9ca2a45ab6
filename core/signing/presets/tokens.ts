import { header, preset, type SchemePreset } from './preset.ts';

/** Senders that show a secret instead of signing; the scheme compares it. */
export const tokenPresets: readonly SchemePreset[] = [
  preset(
    'gitlab-token',
    {
      name: 'GitLab secret token',
      description: 'The secret itself in a header. Nothing is signed: choose a signing token instead.',
      source: 'https://docs.gitlab.com/user/project/integrations/webhooks/',
      headers: header('X-Gitlab-Token', '{signature}'),
      signedContent: '',
      algorithm: 'token',
    },
    { warnings: ['body-not-signed', 'no-time'] },
  ),
  preset(
    'figma',
    {
      name: 'Figma passcode',
      description: 'The passcode you chose, in the body. Nothing is signed.',
      source: 'https://developers.figma.com/docs/rest-api/webhooks-security/',
      headers: [],
      bodyFields: [{ path: 'passcode', value: '{signature}' }],
      signedContent: '',
      algorithm: 'token',
    },
    { warnings: ['body-not-signed', 'no-time'] },
  ),
  preset(
    'deepgram',
    {
      name: 'Deepgram token',
      description: 'The identifier of the API key in a header. Nothing is signed.',
      source: 'https://developers.deepgram.com/docs/using-callbacks-to-return-transcripts-to-your-server',
      headers: header('dg-token', '{signature}'),
      signedContent: '',
      algorithm: 'token',
    },
    { warnings: ['body-not-signed', 'no-time'] },
  ),
];
