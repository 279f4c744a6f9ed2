// A plan of any length, made from the texts of a real one. Each generated item takes its name, purpose, content,
// schedule and indicators from different real items, so that the texts differ as in a real long plan.

const OPENING = '{"format":"machi-plan","version":1,"fingerprint":"';

/** The text of a compiled plan file with `count` items, from the text of a real one; `change` may change the items. */
export function generate(file, count, change = (items) => items) {
  const { plan } = JSON.parse(file);
  const real = plan.items;
  const items = Array.from({ length: count }, (_, at) => {
    const round = Math.floor(at / real.length);
    const from = (step) => real[(at * step + round * (step + 2)) % real.length];
    const id = `${(at % real.length) + 1}-${round + 1}`;
    const { repost_of, note, ...item } = real[at % real.length];
    return {
      ...item,
      item_id: id,
      departments: from(11).departments,
      purpose: from(5).purpose,
      content: from(13).content,
      schedule: from(17).schedule,
      indicators: from(19).indicators?.map(({ repost_of: _, ...row }, n) => ({ ...row, indicator_id: `${id}.${n + 1}` })),
    };
  });
  const body = JSON.stringify({ ...plan, about: { ...plan.about, plan_id: `generated-${count}` }, items: change(items), corrections: [] });
  return `${OPENING}${fingerprint(body)}","plan":${body}}`;
}

/** Items of about 600 bytes: no schedule, no indicators, one department. */
export const short = (items) => items.map(({ item_id, outline_id, mark, name, departments, purpose }) => ({ item_id, outline_id, mark, name, departments: departments?.slice(0, 1), purpose }));

/** Only the first `most` indicators, one chart each. */
export function withCharts(items, most) {
  let left = most;
  return items.map(({ indicators = [], ...item }) => {
    const first = indicators.slice(0, Math.min(1, left));
    left -= first.length;
    return first.length > 0 ? { ...item, indicators: first } : item;
  });
}

// FNV-1a 64, in two halves: BigInt takes half a minute for 16 MB.
function fingerprint(body) {
  let high = 0xcbf29ce4;
  let low = 0x84222325;
  for (const byte of Buffer.from(body)) {
    low = (low ^ byte) >>> 0;
    // × 0x100_0000_01b3 = × 2^40 + × 0x1b3
    const product = low * 0x1b3;
    high = (Math.imul(high, 0x1b3) + Math.floor(product / 2 ** 32) + (low << 8)) >>> 0;
    low = product >>> 0;
  }
  return high.toString(16).padStart(8, "0") + low.toString(16).padStart(8, "0");
}
