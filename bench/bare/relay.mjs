// The least that a server for messages can be: who asks for news waits until somebody says something to them, and gets it; who says
// something gets an answer. Nobody is known, nothing is read, checked, kept or counted. The answer and the news are always the same
// bytes, told by whoever starts it.
import { createServer } from 'node:http';

process.once('message', ({ reply, news }) => {
  const waiting = new Map();
  const owed = new Map();
  const send = (response, text) => {
    response.writeHead(200, { 'content-type': 'text/xml', 'content-length': Buffer.byteLength(text) });
    response.end(text);
  };
  const server = createServer((request, response) => {
    const to = request.url;
    if (request.method === 'GET') {
      const count = owed.get(to) ?? 0;
      if (count === 0) return void waiting.set(to, response);
      owed.set(to, count - 1);
      return void send(response, news);
    }
    request.resume().on('end', () => {
      send(response, reply);
      const poll = waiting.get(to);
      waiting.delete(to);
      if (poll) send(poll, news);
      else owed.set(to, (owed.get(to) ?? 0) + 1);
    });
  });
  server.keepAliveTimeout = 120_000;
  server.listen(0, '127.0.0.1', () => process.send(server.address().port));
});
process.once('disconnect', () => process.exit());
