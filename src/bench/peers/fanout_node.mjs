// One request calls the upstream ten times and gathers: Node's http server, and undici where it
// is installed, or else Node's own fetch, which is undici.
import { createServer } from 'node:http';

const { UPSTREAM, PORT } = process.env;
const fetchOne = await import('undici').then(({ Pool }) => {
	const pool = new Pool(UPSTREAM, { connections: 1024, pipelining: 1 });
	return async (i) => {
		const { body } = await pool.request({ path: '/delay/10ms', method: 'GET' });
		await body.dump();
		return `task${i} done`;
	};
}, () => async (i) => {
	await (await fetch(`${UPSTREAM}/delay/10ms`)).arrayBuffer();
	return `task${i} done`;
});

createServer(async (request, response) => {
	const value = await Promise.all(Array.from({ length: 10 }, (_, i) => fetchOne(i + 1)));
	response.setHeader('Content-Type', 'application/json');
	response.end(JSON.stringify({ value }));
}).listen(Number(PORT), '127.0.0.1');
