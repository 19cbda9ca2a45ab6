/** How many bytes an alert has that comes before all else. */
const bareAlertBytes = 7;

/**
 * TLS alerts by which an endpoint refuses the certificate of the sender; OpenSSL and BoringSSL begin their codes differently. What is
 * wrong with the endpoint's own certificate is found here and has no alert.
 */
const refusal =
  /_(?:ALERT_(?:BAD_CERTIFICATE|UNSUPPORTED_CERTIFICATE|CERTIFICATE_REVOKED|CERTIFICATE_EXPIRED|CERTIFICATE_UNKNOWN|UNKNOWN_CA|ACCESS_DENIED)|(?:ALERT_)?CERTIFICATE_REQUIRED)$/;

export function isClientCertificateRefusal(code: string): boolean {
  return code === 'HOOKBENCH_CLIENT_CERTIFICATE' || refusal.test(code);
}

/**
 * The error of a TLS connection, with what this side had to show where the endpoint refused that; any other error as it is.
 * `receivedBytes`: what had come since the handshake began. Up to TLS 1.2 a certificate that is wanted is missed by
 * `handshake_failure`, which comes at once where the two sides have nothing in common, and after the endpoint's hello otherwise.
 */
export function withWhatWasShown(
  error: Error & { code?: string },
  receivedBytes: number,
  subject: string | null,
): Error {
  const { code = '', message } = error;
  const isMissed = /_ALERT_HANDSHAKE_FAILURE$/.test(code) && receivedBytes > bareAlertBytes;
  if (!isMissed && !isClientCertificateRefusal(code)) return error;
  const shown =
    subject === null
      ? 'There was no client certificate to show.'
      : `The client certificate to show was that of “${subject}”.`;
  const told = new Error(`${shown} ${message}`, { cause: error });
  return Object.assign(told, { code: isMissed ? 'HOOKBENCH_CLIENT_CERTIFICATE' : code });
}
