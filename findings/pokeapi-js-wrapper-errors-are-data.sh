#!/usr/bin/env bash
# pokeapi-js-wrapper 2.0.2, PokéAPI's own client. It never looks at the status of an answer: an error that is JSON resolves as if
# it were the species, and one that is plain text ("Not Found") is a SyntaxError without a status.
# A caller that stores what it gets stores error documents, and cannot tell "does not exist" from "try again later".
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --no-audit --no-fund --ignore-scripts pokeapi-js-wrapper@2.0.2 >/dev/null
cat > look.mjs <<'JS'
import assert from 'node:assert';
import http from 'node:http';
import { Pokedex } from 'pokeapi-js-wrapper';
const answers = {
  '404-json': [404, '{"detail":"Not found."}'],
  '500-json': [500, '{"error":"try later"}'],
  '404-text': [404, 'Not Found'],
};
const server = http.createServer((request, response) => {
  const [status, body] = answers[request.url.split('/').filter(Boolean).at(-1)];
  response.writeHead(status).end(body);
}).listen(0, '127.0.0.1', async () => {
  const dex = await Pokedex.init({ protocol: 'http', hostName: `127.0.0.1:${server.address().port}` });
  const seen = {};
  for (const id of Object.keys(answers)) {
    try {
      seen[id] = 'resolved ' + JSON.stringify(await dex.getPokemonSpeciesByName(id));
    } catch (error) {
      seen[id] = `rejected ${error.name}, status ${error.status}`;
    }
  }
  server.close();
  console.log(seen);
  assert.deepStrictEqual(seen, {
    '404-json': 'resolved {"detail":"Not found."}',
    '500-json': 'resolved {"error":"try later"}',
    '404-text': 'rejected SyntaxError, status undefined',
  });
});
JS
node look.mjs
