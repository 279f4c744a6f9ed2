// Unpacks the parts that the build put into the script, the module and the plans, as LZMA. The browser's own
// DecompressionStream supports gzip, which is a fifth larger; this file is 1 KB.
//
// The first four bytes are the length, little endian. Then follows the range-coded stream with lc = 3, lp = 0, pb = 0
// or 1 and without an end mark, as xtask/src/build/pack.rs writes it. The format and the names are those of the LZMA
// specification (public domain). The bytes come from our own build, so they are not checked.

// Where each group of probabilities begins. There is room for the two position states of pb = 1.
const IS_MATCH = 0, IS_REP = 24, IS_REP0_SHORT = 36, IS_REP_1 = 48, IS_REP_2 = 60, IS_REP0_LONG = 72;
const SLOT = 96, SPECIAL = 352, ALIGN = 467, LENGTH = 483, REP_LENGTH = 773, LITERAL = 1063;

// One state for all calls, and functions that are made once: an engine optimises a new function from the beginning. A
// typed array holds range and code, because in variables every number above 31 bits would become an object.
const coder = new Uint32Array(2);
const chances = new Uint16Array(LITERAL + 8 * 0x300);
/** @type {Uint8Array} */
let packed;
let next = 0;

function refill() {
  if (coder[0] < 0x1000000) {
    coder[0] <<= 8;
    coder[1] = (coder[1] << 8) | packed[next++];
  }
}

/** @param {number} at */
function bit(at) {
  const chance = chances[at];
  const bound = (coder[0] >>> 11) * chance;
  const one = coder[1] >= bound ? 1 : 0;
  if (one) {
    coder[0] -= bound;
    coder[1] -= bound;
    chances[at] -= chance >> 5;
  } else {
    coder[0] = bound;
    chances[at] += (2048 - chance) >> 5;
  }
  refill();
  return one;
}

/**
 * A number of so many bits, highest first, each with the chances of what came before it.
 * @param {number} at
 * @param {number} bits
 */
function tree(at, bits) {
  let value = 1;
  for (let n = bits; n--; ) value = 2 * value + bit(at + value);
  return value - (1 << bits);
}

/** @param {number} at @param {number} bits */
function reversed(at, bits) {
  let path = 1;
  let value = 0;
  for (let n = 0; n < bits; n++) {
    const one = bit(at + path);
    path = 2 * path + one;
    value += one << n;
  }
  return value;
}

/** @param {number} bits */
function direct(bits) {
  let value = 0;
  while (bits--) {
    coder[0] >>>= 1;
    const one = coder[1] >= coder[0] ? 1 : 0;
    if (one) coder[1] -= coder[0];
    value = 2 * value + one;
    refill();
  }
  return value;
}

/** @param {number} at @param {number} position */
function length(at, position) {
  if (!bit(at)) return 2 + tree(at + 2 + 8 * position, 3);
  return bit(at + 1) ? 18 + tree(at + 34, 8) : 10 + tree(at + 18 + 8 * position, 3);
}

/** @param {number} length */
function distance(length) {
  const slot = tree(SLOT + 64 * Math.min(length - 2, 3), 6);
  if (slot < 4) return slot;
  const bits = (slot >> 1) - 1;
  const base = (2 + (slot & 1)) << bits;
  if (slot < 14) return base + reversed(SPECIAL + base - slot, bits);
  return base + 16 * direct(bits - 4) + reversed(ALIGN, 4);
}

/**
 * Unpacks bytes of LZMA; `pb` as they were packed with it.
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {number} pb
 */
export function unpack(bytes, pb) {
  const head = new DataView(bytes.buffer);
  const out = new Uint8Array(head.getUint32(0, true));
  packed = bytes;
  next = 9;
  coder[0] = 0xffffffff;
  coder[1] = head.getUint32(5);
  chances.fill(1024);
  let state = 0;
  // The last distances, minus one.
  const last = [0, 0, 0, 0];
  for (let at = 0; at < out.length; ) {
    const position = at & pb;
    if (!bit(IS_MATCH + 2 * state + position)) {
      const chance = LITERAL + 0x300 * (at && out[at - 1] >> 5);
      let value = 1;
      // After a match, the byte at the last distance predicts the next one.
      if (state > 6) {
        let expected = out[at - last[0] - 1];
        while (value < 0x100) {
          const likely = (expected >> 7) & 1;
          expected <<= 1;
          const one = bit(chance + 0x100 + 0x100 * likely + value);
          value = 2 * value + one;
          if (one !== likely) break;
        }
      }
      while (value < 0x100) value = 2 * value + bit(chance + value);
      out[at++] = value;
      state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
      continue;
    }
    let count;
    if (!bit(IS_REP + state)) {
      count = length(LENGTH, position);
      last.pop();
      last.unshift(distance(count));
      state = state < 7 ? 7 : 10;
    } else if (bit(IS_REP0_SHORT + state)) {
      const which = !bit(IS_REP_1 + state) ? 1 : !bit(IS_REP_2 + state) ? 2 : 3;
      last.unshift(...last.splice(which, 1));
      count = length(REP_LENGTH, position);
      state = state < 7 ? 8 : 11;
    } else if (bit(IS_REP0_LONG + 2 * state + position)) {
      count = length(REP_LENGTH, position);
      state = state < 7 ? 8 : 11;
    } else {
      count = 1;
      state = state < 7 ? 9 : 11;
    }
    // Byte by byte, because a match may overlap its own output.
    for (let from = at - last[0] - 1, end = at + count; at < end; ) out[at++] = out[from++];
  }
  return out;
}

/**
 * The same for text in base64.
 * @param {string} base64
 * @param {number} pb
 */
export function unpacked(base64, pb) {
  return unpack(Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)), pb);
}
