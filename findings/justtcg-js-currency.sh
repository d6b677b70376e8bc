#!/usr/bin/env bash
# justtcg-js 0.5.0, JustTCG's own client for card prices. In its v2 every price stands in a market with a currency; `toV1Cards` turns such
# cards into those of v1, where `price` is documented in dollars, and its documentation names two things that get lost. The currency is a
# third: the first market is taken as it is, so 410.50 pounds become a price of 410.5, and a first market without a price gives null although
# the next one has dollars. Nothing in the result tells which market it was. Pass `{ region: 'US' }` and request US too: a region that was
# not requested, or one in small letters, gives null for every card. (Today the service answers for NA and US; the documented example is UK.)
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --no-audit --no-fund --ignore-scripts justtcg-js@0.5.0 >/dev/null
cat > look.mjs <<'JS'
import assert from 'node:assert';
import { toV1Cards } from 'justtcg-js';
const market = (region, currency, price) => ({ region, currency, price, updated_at: 1764000000, change_24h_pct: 0, periods: { '30d': { avg: price } }, price_history: [] });
const variant = (condition, ...markets) => ({
  id: `uuid-${condition}`, slug: condition, type: 'raw', condition, printing: 'Holofoil', language: 'English',
  external_ids: { tcgplayer_sku: null }, grading: null, markets,
});
// one card asked for with regions UK, US
const card = {
  id: 'uuid', slug: 'charizard', name: 'Charizard', game: { id: 'pokemon', name: 'Pokemon' }, set: { id: 'base-set-pokemon', name: 'Base Set' },
  number: '004/102', rarity: 'Holo Rare', external_ids: { tcgplayer: null, scryfall: null, mtgjson: null }, details: null,
  variants: [
    variant('Near Mint', market('UK', 'GBP', 410.5), market('US', 'USD', 530)),
    variant('Damaged', market('UK', 'GBP', null), market('US', 'USD', 95)),
  ],
};
const look = options => toV1Cards([card], options)[0].variants.map(one => `${one.condition} ${one.price}, 30 days ${one.avgPrice30d}`).join('; ');
const seen = {
  'as it comes': look(),
  'region US': look({ region: 'US' }),
  'region us': look({ region: 'us' }),
  'region NA': look({ region: 'NA' }),
  'names a currency or region': Object.keys(toV1Cards([card])[0].variants[0]).filter(key => /curr|region|market/i.test(key)),
};
console.log(seen);
assert.deepStrictEqual(seen, {
  'as it comes': 'Near Mint 410.5, 30 days 410.5; Damaged null, 30 days null',
  'region US': 'Near Mint 530, 30 days 530; Damaged 95, 30 days 95',
  'region us': 'Near Mint null, 30 days undefined; Damaged null, 30 days undefined',
  'region NA': 'Near Mint null, 30 days undefined; Damaged null, 30 days undefined',
  'names a currency or region': [],
});
JS
node look.mjs
