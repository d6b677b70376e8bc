#!/usr/bin/env bash
# pokeapi-js-wrapper 2.0.2. `timeout` (ms) is documented, has a default of 10 s and is stored in the configuration, but no request
# uses it: an answer that comes after ten times the limit is delivered as if nothing were wrong.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --no-audit --no-fund --ignore-scripts pokeapi-js-wrapper@2.0.2 >/dev/null
cat > look.mjs <<'JS'
import assert from 'node:assert';
import http from 'node:http';
import { Pokedex } from 'pokeapi-js-wrapper';
const server = http.createServer((_, response) => setTimeout(() => response.end('{"id":25}'), 1000)).listen(0, '127.0.0.1', async () => {
  const dex = await Pokedex.init({ protocol: 'http', hostName: `127.0.0.1:${server.address().port}`, timeout: 100 });
  const began = performance.now();
  const species = await dex.getPokemonSpeciesByName(25);
  const waited = performance.now() - began;
  server.close();
  console.log(`timeout ${dex.getConfig().timeout} ms; answered after ${waited > 900 ? 'about 1000' : Math.round(waited)} ms: ${JSON.stringify(species)}`);
  assert.strictEqual(dex.getConfig().timeout, 100);
  assert.ok(waited > 900);
  assert.deepStrictEqual(species, { id: 25 });
});
JS
node look.mjs
