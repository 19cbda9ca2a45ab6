import type { CommandHandlers } from '../../contract/commands.ts';
import { readCertificate } from '../../delivery/index.ts';
import { certificatesIn } from '../../model/index.ts';
import type { StoredRooms } from '../stored-rooms.ts';
import { chosenClientCertificate } from './environment-client-certificate.ts';

type Names = 'certificates.read' | 'certificates.checkClient';

export function createCertificateCommands(context: StoredRooms): Pick<CommandHandlers, Names> {
  return {
    'certificates.read': ({ pem }) => certificatesIn(pem).map(readCertificate),
    'certificates.checkClient'({ environment, clientCertificate }) {
      const chosen = chosenClientCertificate(context, environment, clientCertificate);
      return { problem: 'subject' in chosen ? null : chosen.message };
    },
  };
}
