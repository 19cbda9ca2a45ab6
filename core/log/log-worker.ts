import { parentPort } from 'node:worker_threads';
import Database from 'libsql';

parentPort?.on('message', () => {
  new Database(':memory:').close();
});
