// Load for the receiver benchmarks: keep-alive connections that each send the next POST when the answer is in. Raw sockets,
// so that the load generator costs less than what it measures. Bounded: `port path connections milliseconds`.
import { createHmac } from 'node:crypto';
import { connect } from 'node:net';

const [port, path, connections, durationMs] = [process.argv[2], process.argv[3], ...process.argv.slice(4).map(Number)];
const body = JSON.stringify({ type: 'task.completed', payload: { id: 'task_1', title: 'x'.repeat(400) } });
// Valid for the benchmark's verifying receiver: explaining a wrong signature takes longer than finding a right one right.
const timestamp = Date.now();
const signature = createHmac('sha256', 'bench-key').update(`${timestamp}.${body}`).digest('base64');
const request = Buffer.from(
  `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncontent-type: application/json\r\n` +
    `x-webhook-signature: t=${timestamp},s=${signature}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
);
const marker = Buffer.from('HTTP/1.1 ');
let answers = 0;
let isCounting = false;
let isOver = false;

function open() {
  const socket = connect(Number(port), '127.0.0.1');
  socket.setNoDelay(true);
  socket.on('connect', () => socket.write(request));
  socket.on('data', (chunk) => {
    // Answers are small and come one at a time: a chunk that begins one is one answer.
    if (chunk.indexOf(marker) < 0) return;
    if (isCounting) answers += 1;
    if (isOver) socket.destroy();
    else socket.write(request);
  });
  socket.on('error', (error) => {
    console.error(String(error));
    process.exitCode = 1;
  });
}

for (let index = 0; index < connections; index += 1) open();
setTimeout(() => {
  isCounting = true;
  const startedAt = performance.now();
  const cpuBefore = process.cpuUsage();
  setTimeout(() => {
    isCounting = false;
    isOver = true;
    const seconds = (performance.now() - startedAt) / 1000;
    const { user, system } = process.cpuUsage(cpuBefore);
    // The share of a core that this took: near 1, the load and not the receiver sets the pace.
    console.log(JSON.stringify({ perSecond: answers / seconds, cpuShare: (user + system) / 1e6 / seconds }));
  }, durationMs);
}, durationMs / 2);
