/** A certificate and the private key that goes with it, both in PEM. The key is for sockets and for files of the owner's only. */
export interface KeyedCertificate {
  certificate: string;
  privateKey: string;
}
