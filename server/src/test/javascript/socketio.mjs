// Listens as the Metrics Service's clients do: node socketio.mjs URL TOKEN TRANSPORT[,TRANSPORT…] [ALERT]
// Prints what it heard as one line of JSON, and ends.
import { io } from 'socket.io-client';

const [url, token, transports, alert] = process.argv.slice(2);
const options = { transports: transports.split(','), reconnection: false };
if (token !== 'none') options.auth = { token };

const heard = {};
const socket = io(url, options);

function finish(result) {
  console.log(JSON.stringify(result));
  process.exit(0);
}

socket.on('connect_error', (error) => finish({ error: error.message }));

socket.on('connect', () => {
  socket.emit('subscribe', { type: 'system' });
  socket.timeout(5000).emit('subscribe', { type: 'business' }, (error, answer) => {
    heard.answer = error ? String(error) : answer;
  });
  socket.emit('subscribe', { type: 'nonsense' });
});

for (const event of ['metrics', 'system', 'business', 'alert', 'health', 'error']) {
  socket.on(event, (data) => {
    // Others may fire as well.
    if (event === 'alert' && data.name !== alert) return;
    heard[event] ??= data;
    const wanted = ['metrics', 'system', 'business', 'alert', 'error', 'answer'];
    if (!wanted.every((name) => name in heard)) return;
    heard.transport = socket.io.engine.transport.name;
    // With several transports, the last is what the client moves up to.
    if (heard.transport === options.transports.at(-1)) finish(heard);
  });
}

setTimeout(() => finish({ timeout: true, heard }), 20_000);
