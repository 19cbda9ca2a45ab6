import type { CommandHandlers } from '../../contract/commands.ts';
import { readCertificate } from '../../delivery/index.ts';
import { certificatesIn } from '../../model/index.ts';

export function createCertificateCommands(): Pick<CommandHandlers, 'certificates.read'> {
  return { 'certificates.read': ({ pem }) => certificatesIn(pem).map(readCertificate) };
}
