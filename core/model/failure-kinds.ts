/** Every way an attempt can end without a complete HTTP response. Closed: the catalogue below must explain each. */
export const failureKinds = [
  'invalid-url',
  'blocked-by-policy',
  'dns-not-found',
  'dns-failed',
  'connection-refused',
  'connection-reset',
  'connection-closed',
  'response-incomplete',
  'network-unreachable',
  'proxy-failed',
  'connect-timeout',
  'headers-timeout',
  'body-timeout',
  'tls-untrusted',
  'tls-expired',
  'tls-wrong-host',
  'tls-handshake',
  'tls-client-certificate',
  'response-too-large',
  'headers-too-large',
  'protocol-error',
  'aborted',
  'unknown',
] as const;
export type FailureKind = (typeof failureKinds)[number];

export interface FailureExplanation {
  title: string;
  /** What happened, one sentence. */
  explanation: string;
  /** What the user can do about it. */
  nextStep: string;
}

/** What UI and CLI print for each kind. */
export const failureCatalogue: Record<FailureKind, FailureExplanation> = {
  'invalid-url': {
    title: 'URL is not valid',
    explanation: 'The rendered URL is not an absolute http or https URL, so no request was made.',
    nextStep: "Check the channel's URL template and the recipient's url property.",
  },
  'blocked-by-policy': {
    title: 'Blocked by the delivery policy',
    explanation: 'The delivery policy does not allow a request to this address.',
    nextStep: 'Use an https URL, or let the policy call plain http on this machine.',
  },
  'dns-not-found': {
    title: 'Host name not found',
    explanation: 'DNS knows no address for the host.',
    nextStep: 'Check the spelling of the host, and that this machine can resolve it.',
  },
  'dns-failed': {
    title: 'DNS did not answer',
    explanation: 'The look-up of the host name failed before an answer came.',
    nextStep: 'Check the network connection and the DNS server, then try again.',
  },
  'connection-refused': {
    title: 'Connection refused',
    explanation: 'The host is there, but nothing accepts connections on this port.',
    nextStep: 'Start the endpoint (or its receiver) and check the port.',
  },
  'connection-reset': {
    title: 'Connection reset',
    explanation: 'The connection was reset (TCP RST) before a response came.',
    nextStep: "Look at the endpoint's own log: it may have crashed, or a firewall or proxy refuses the request.",
  },
  'connection-closed': {
    title: 'Connection closed without a response',
    explanation: 'The endpoint took the request and closed the connection without answering it.',
    nextStep:
      "Look at the endpoint's own log: it may have stopped or restarted, a proxy gave up waiting for it, or the port serves https and was called by http, or it does not accept the client certificate.",
  },
  'response-incomplete': {
    title: 'Response cut off',
    explanation: 'The response began, but the connection ended before all of it had come.',
    nextStep:
      'Check that the endpoint sends as many bytes as its Content-Length says, and that nothing between cuts it.',
  },
  'network-unreachable': {
    title: 'Network unreachable',
    explanation: 'There is no route from this machine to the address.',
    nextStep: 'Check the network connection, VPN and firewall.',
  },
  'proxy-failed': {
    title: 'Proxy failed',
    explanation:
      'The request was to go by way of a proxy, which could not be reached or would not connect it to the endpoint.',
    nextStep: "Check the environment's proxy (or HTTPS_PROXY), its password, and that it may call this host.",
  },
  'connect-timeout': {
    title: 'Timed out while connecting',
    explanation: 'No connection was made within the time the policy allows.',
    nextStep: 'Check that the address is right and that no firewall drops the packets.',
  },
  'headers-timeout': {
    title: 'Timed out waiting for the response',
    explanation: 'The request was sent, but no response began within the time the policy allows.',
    nextStep: 'Answer first and work afterwards, or give the policy a longer timeout.',
  },
  'body-timeout': {
    title: 'Timed out during the response',
    explanation: 'The response began but did not finish within the time the policy allows.',
    nextStep: 'Send a short body, or give the policy a longer timeout.',
  },
  'tls-untrusted': {
    title: 'Certificate not trusted',
    explanation:
      "The endpoint's certificate is self-signed or comes from an authority that is not one of the public ones.",
    nextStep:
      "Give the authority's certificate to the environment, under Connections; there an endpoint on this machine can be let show any.",
  },
  'tls-expired': {
    title: 'Certificate expired',
    explanation: "The endpoint's certificate is past its end date or not yet valid.",
    nextStep: "Renew the endpoint's certificate and check both clocks.",
  },
  'tls-wrong-host': {
    title: 'Certificate is for another host',
    explanation: "The host of the URL is not among the names in the endpoint's certificate.",
    nextStep: 'Use a host name that the certificate covers, or issue one for this host.',
  },
  'tls-handshake': {
    title: 'TLS handshake failed',
    explanation: 'The two sides could not agree on a secure connection; the port may not speak TLS at all.',
    nextStep:
      'Call a port that does not serve https by http; of one that does, check that it supports TLS 1.2 or newer.',
  },
  'tls-client-certificate': {
    title: 'Client certificate missing or refused',
    explanation: 'The endpoint asks senders for a certificate, and was shown none or one that it does not accept.',
    nextStep:
      'Give the environment a client certificate of an authority that the endpoint trusts, under Connections; the details say what it had to show.',
  },
  'response-too-large': {
    title: 'Response too large',
    explanation: 'The response went past the size limit and was cut off.',
    nextStep: 'Answer a webhook with a short body; the status is what counts.',
  },
  'headers-too-large': {
    title: 'Response headers too large',
    explanation: 'The headers of the response went past the size limit before they came to an end.',
    nextStep: 'Look for what adds headers to the answer, such as cookies or a proxy; a webhook needs next to none.',
  },
  'protocol-error': {
    title: 'Not valid HTTP',
    explanation: 'What the endpoint sent back is not a valid HTTP response.',
    nextStep: 'Check that the port serves HTTP and that nothing between alters the response.',
  },
  aborted: {
    title: 'Stopped',
    explanation: 'The run was stopped while this attempt was under way.',
    nextStep: 'Resume the run to send it again.',
  },
  unknown: {
    title: 'Unknown network error',
    explanation: 'The request failed in a way that has no name here yet.',
    nextStep: 'See the technical details.',
  },
};
